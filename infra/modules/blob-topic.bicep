import { Tags } from '../names.bicep'

metadata description = 'The topic on which Event Grid tells of new blobs in a storage account.'

@description('Azure region.')
param location string

@description('Tags of the topic.')
param tags Tags

@description('Name of the topic.')
param name string

@description('Id of the storage account.')
param accountId string

@description('Storage account for events that could not be delivered.')
param deadLetterAccount string

@description('Container of that account for them: the only thing that the topic may write to.')
param deadLetterContainer string

// https://learn.microsoft.com/azure/event-grid/managed-service-identity: the role that dead letters take.
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  tags: tags
  // Its own, not the app's: where storage has a firewall, Event Grid comes in as a trusted service by the identity of the topic and by no other
  // (https://learn.microsoft.com/azure/event-grid/deliver-events-using-managed-identity#firewall-and-virtual-network-rules).
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    source: accountId
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: deadLetterAccount

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource deadLetters 'containers' existing = {
      name: deadLetterContainer
    }
  }
}

resource roleAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::blobs::deadLetters.id, topic.id, blobDataContributor)
  scope: account::blobs::deadLetters
  properties: {
    principalId: topic.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}
