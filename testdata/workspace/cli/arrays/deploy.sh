#!/usr/bin/env bash
set -euo pipefail
args=(upgrade --install one oci://ghcr.io/element-hq/ess-helm/matrix-stack
  --version 26.8.1   # pinned
  -n matrix)
args+=(-f base.yaml)
args+=(--set "synapse.ingress.host=matrix.example.org")
helm "${args[@]}"

declare -a cmd=(helm upgrade --install two "oci://ghcr.io/element-hq/ess-helm/matrix-stack" --version=26.8.1)
"${cmd[@]}" --wait ${NOTHING[@]+"${NOTHING[@]}"} -f base.yaml

FILES=(-f base.yaml)
for each in "${LATER[@]}"; do
  FILES+=(-f "$each")
done
sudo helm upgrade -i three oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 "${FILES[@]}"

FILES=(-f base.yaml)
[[ -f prod.yaml ]] && FILES+=(-f prod.yaml)
helm upgrade -i four oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 ${FILES[*]} --set labels.a=b

FILES=()
mapfile -t FILES < list
helm upgrade -i five oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 "${FILES[@]}" --set labels.a=b
