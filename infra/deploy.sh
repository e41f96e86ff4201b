#!/usr/bin/env bash
# Brings an environment into Azure, or up to date, step by step. Each step can be run again at any time; the README says what each needs.
#
#   infra/deploy.sh provision  dev rg-monitoring-dev    everything but the subscriptions
#   infra/deploy.sh publish    dev rg-monitoring-dev    the code
#   infra/deploy.sh subscribe  dev rg-monitoring-dev    tells the functions of new blobs: after the code, which brings the key for it
#   infra/deploy.sh check      dev rg-monitoring-dev    is the app well, and is it this build
#   infra/deploy.sh all        dev rg-monitoring-dev    the four of them
#   infra/deploy.sh whatif     dev rg-monitoring-dev    what provisioning would change; changes nothing
#   infra/deploy.sh postings   dev rg-monitoring-dev    writes out every posting, page by page, as JSON: the one thing that is nowhere else
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  sed -n '4,10s/^#   //p' "${BASH_SOURCE[0]}" >&2
  exit 2
}

(($# == 3)) || usage
step=$1 environment=$2 group=$3
[[ $environment == dev || $environment == prd ]] || usage

parameters=infra/$environment.bicepparam
out=${MONITORING_PUBLISH_FOLDER:-$PWD/.local/publish}

app() {
  az functionapp list --resource-group "$group" --query '[0].name' --output tsv
}

provision() {
  az deployment group create --resource-group "$group" --name "monitoring-$environment" --parameters "$parameters" --output none
}

whatif() {
  az deployment group what-if --resource-group "$group" --parameters "$parameters"
}

# The functions that were built must be those that the repository says: the subscriptions are made of that list.
same_triggers() {
  local built said
  built=$(jq -cS '[.[] | .name as $name | .bindings[] | select(.type | endswith("Trigger")) | [$name, .path // .schedule // .route, .connection]] | sort' "$out/functions.metadata")
  said=$(jq -cS '[.[] | [.name, .path // .schedule // .route, .connection]] | sort' functions/App/triggers.json)
  [[ $built == "$said" ]] || { echo "functions.metadata of the build differs from functions/App/triggers.json." >&2; return 1; }
}

publish() {
  rm -rf "$out" "$out.zip"
  dotnet publish functions/App --configuration Release -p:FunctionsHost=Azure --output "$out"
  same_triggers
  (cd "$out" && zip -qr "$out.zip" .)
  az functionapp deployment source config-zip --resource-group "$group" --name "$(app)" --src "$out.zip" --output none
}

subscribe() {
  local attempt
  # The host makes its key when it first runs the code, which may be a minute after publishing.
  for attempt in 1 2 3 4 5; do
    if az deployment group create --resource-group "$group" --name "monitoring-subscriptions-$environment" \
      --template-file infra/subscriptions.bicep --parameters environment="$environment" --output none; then
      return 0
    fi
    echo "Not yet ($attempt of 5)." >&2
    sleep "${MONITORING_WAIT:-60}"
  done
  return 1
}

check() {
  local address
  # Versions of the Azure CLI differ in whether what belongs to the app lies in "properties".
  address=https://$(az functionapp show --resource-group "$group" --name "$(app)" --query 'properties.defaultHostName || defaultHostName' --output tsv)
  curl --fail --silent --show-error --retry 10 --retry-delay 15 --retry-all-errors "$address/health"
  echo
  # Without signing in, nothing but that is to be had.
  local code
  code=$(curl --silent --output /dev/null --write-out '%{http_code}' "$address/published")
  [[ $code == 401 || $code == 302 || $code == 403 ]] || { echo "$address/published answers $code to somebody who is not signed in." >&2; return 1; }
}

# A table gives a thousand rows at a time and says in two headers where to go on (https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination).
postings() {
  local account token headers next=()
  account=$(az storage account list --resource-group "$group" --query "[?starts_with(name, 'streturns')].name | [0]" --output tsv)
  token=$(az account get-access-token --resource https://storage.azure.com/ --query accessToken --output tsv)
  headers=$(mktemp)
  # shellcheck disable=SC2064
  trap "rm -f '$headers'" EXIT
  while :; do
    # The token goes by a file, not by the command line, which others on the machine may see.
    curl --fail --silent --show-error --get --dump-header "$headers" --config <(printf 'header = "Authorization: Bearer %s"\n' "$token") \
      --header 'x-ms-version: 2020-12-06' --header 'Accept: application/json;odata=minimalmetadata' "${next[@]+"${next[@]}"}" "https://$account.table.core.windows.net/postings()"
    echo
    next=()
    local key value
    for key in NextPartitionKey NextRowKey; do
      value=$(tr -d '\r' <"$headers" | awk -v name="x-ms-continuation-$key:" 'tolower($1) == tolower(name) { print $2 }')
      [[ -z $value ]] || next+=(--data-urlencode "$key=$value")
    done
    ((${#next[@]})) || return 0
  done
}

case $step in
  provision | publish | subscribe | check | whatif | postings) "$step" ;;
  all)
    provision
    publish
    subscribe
    check
    ;;
  *) usage ;;
esac
