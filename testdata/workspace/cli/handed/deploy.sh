#!/bin/sh
NS=matrix
sh -c "helm upgrade --install one oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -n $NS --set 'serverName=one.example.org'"
sudo -u ops bash -euo pipefail -c 'helm upgrade --install two oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -n $NS -f base.yaml'
ssh -p 22 root@host <<EOF
cat > more.yaml <<INNER
labels: {ns: $NS, home: \$HOME}
INNER
helm upgrade --install three oci://ghcr.io/element-hq/ess-helm/matrix-stack \
  --version 26.8.1 -n $NS -f base.yaml -f more.yaml
EOF
scp base.yaml root@host:/root/base.yaml
ssh root@host "helm upgrade --install four oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f /root/base.yaml"
ssh root@host 'bash -s' <<'EOF'
helm upgrade --install five oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f base.yaml
EOF
docker run --rm -v "$PWD:/w" alpine/helm sh -ec '
  helm upgrade --install six oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 \
    -f base.yaml
'
ssh root@host "cat > notes.txt" <<EOF
helm upgrade --install never oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1
EOF
eval "helm upgrade --install seven oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f base.yaml"
cat > later.sh <<'EOF'
#!/usr/bin/env bash
helm upgrade --install eight oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f base.yaml
EOF
cat > notes.sh <<'EOF'
# helm upgrade --install never oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1
helm upgrade --install never oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1
EOF
