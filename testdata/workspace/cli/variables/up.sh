#!/bin/sh
NS=chat
RELEASE="ess"
helm -n "$NS" upgrade -i ${RELEASE} oci://ghcr.io/element-hq/ess-helm/matrix-stack:26.8.1 -f a.yaml --set-string 'labels.v=1' --set serverName=$NAME
