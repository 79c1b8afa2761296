#!/bin/bash
DIR=./out
sudo tee "$DIR/a.yaml" > /dev/null <<-EOF
	serverName: a.example.org
	EOF
helm upgrade -i one oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f out/a.yaml 2>&1 | tee log
cat <<'EOF' > out/a.yaml && echo written
serverName: $NAME.example.org
EOF
cat >> out/a.yaml <<EOF
elementWeb: {ingress: {host: chat.$DOMAIN}}
EOF
echo "labels: {a: b}" >> out/a.yaml
helm upgrade -i two oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 --values=./out/a.yaml
cp kept.yaml values.yaml
helm upgrade -i three oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f values.yaml
sed -i "s/x/$X/" values.yaml
helm upgrade -i four oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f values.yaml --set labels.four=x
if [ -n "$PROD" ]; then
  cat > c.yaml <<EOF
serverName: prod.example.org
EOF
else
  cat > c.yaml <<EOF
serverName: test.example.org
EOF
fi
helm upgrade -i five oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f c.yaml
