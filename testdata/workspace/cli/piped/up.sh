#!/bin/sh
helm upgrade -i one oci://ghcr.io/element-hq/ess-helm/matrix-stack -f - --version 26.8.1 <<EOF
serverName: a.example.org
EOF
cat <<EOF | helm upgrade -i two oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 --values -
serverName: b.example.org
EOF
helm upgrade -i three oci://ghcr.io/element-hq/ess-helm/matrix-stack -f <(cat <<EOF
serverName: c.example.org
labels: {a: "(", b: $B}
EOF
) --version 26.8.1
helm upgrade -i four oci://ghcr.io/element-hq/ess-helm/matrix-stack -f <(sops -d a.enc.yaml) -f <(envsubst < t.yaml) --version 26.8.1
helm upgrade -i five oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f - < t.yaml
curl -s https://example.org/v.yaml | helm upgrade -i six oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f -
