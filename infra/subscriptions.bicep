import { accountName, deadLetters, Environment, publicName, topicName } from 'names.bicep'

metadata description = 'The subscriptions of the blob-triggered functions to new blobs. Deployed after the code, which brings the key that the host asks of Event Grid; the key is read by Azure itself and appears in no file, parameter or output.'

targetScope = 'resourceGroup'

@description('Which environment this is.')
param environment Environment

var groupId = resourceGroup().id

// The manifest that the code keeps of its triggers: a new one has its subscription without a change here.
var blobTriggers = filter(loadJsonContent('../functions/App/triggers.json'), trigger => trigger.kind == 'blob')

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: publicName('func', environment, groupId)
}

resource hostAccount 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: accountName('host', environment, groupId)
}

resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = [
  for trigger in blobTriggers: {
    name: '${topicName(toLower(trigger.connection), environment)}/${trigger.name}'
    properties: {
      eventDeliverySchema: 'EventGridSchema'
      filter: {
        includedEventTypes: ['Microsoft.Storage.BlobCreated']
        subjectBeginsWith: '/blobServices/default/containers/${split(trigger.path, '/')[0]}/blobs/'
      }
      destination: {
        endpointType: 'WebHook'
        properties: {
          endpointUrl: 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.${trigger.name}&code=${listKeys('${app.id}/host/default', '2024-04-01').systemKeys.blobs_extension}'
          maxEventsPerBatch: 1
          minimumTlsVersionAllowed: '1.2'
        }
      }
      retryPolicy: {
        maxDeliveryAttempts: 30
        eventTimeToLiveInMinutes: 1440
      }
      deadLetterWithResourceIdentity: {
        identity: { type: 'SystemAssigned' }
        deadLetterDestination: {
          endpointType: 'StorageBlob'
          properties: {
            resourceId: hostAccount.id
            blobContainerName: deadLetters
          }
        }
      }
    }
  }
]
