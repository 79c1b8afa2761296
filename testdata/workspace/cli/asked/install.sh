#!/bin/bash
DOMAIN=""
ISSUER=letsencrypt
TIER=small

ask() {
  read -rp "Domain: " DOMAIN
  while IFS= read -r TIER; do break; done < tiers.txt
}

ask
cat > values.yaml <<END
serverName: "${DOMAIN}"
synapse:
  ingress:
    host: "matrix.${DOMAIN}"
labels:
  tier: "${TIER}"
certManager:
  clusterIssuer: "${ISSUER}"
END
helm upgrade --install ess oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 --namespace chat -f values.yaml
