#!/usr/bin/env bash
CHART="oci://ghcr.io/element-hq/ess-helm/matrix-stack"
ARGS=(-f base.yaml)
if [[ $ENV == prod ]]; then
  ARGS+=(-f prod.yaml)
fi
helm upgrade --install one "$CHART" --set labels.one=x "${ARGS[@]}" --wait
OPTS="-f base.yaml --set labels.a=b"
helm upgrade --install $OPTS two $CHART --version 26.8.1
EXTRA=""
[ -f x.yaml ] && EXTRA="-f x.yaml"
helm upgrade --install three $CHART --version 26.8.1 -f base.yaml $EXTRA
helm upgrade --install \
   `# the fourth` four $CHART --version=26.8.1 -f base.yaml 2>&1 # -f nothing.yaml
EOF=x helm upgrade "$@" five "$CHART:26.8.1" -f base.yaml
