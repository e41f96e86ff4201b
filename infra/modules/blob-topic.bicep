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

@description('Id of the app\'s identity, by which dead letters are written.')
param identityId string

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    source: accountId
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}
