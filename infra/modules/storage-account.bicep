import { Tags } from '../names.bicep'

metadata description = 'One storage account: closed to keys, to anonymous readers and, where there is a private network, to everybody outside it.'

@description('Azure region.')
param location string

@description('Tags of the account.')
param tags Tags

@description('Name of the account.')
@minLength(3)
@maxLength(24)
param name string

@description('How often and where each blob is kept.')
param redundancy string

@description('Names of its containers.')
param containers string[]

@description('Containers in which nothing is ever written over or deleted, with an immutability policy. Empty when the policies have been locked: then they are no longer this template\'s.')
param writeOnceContainers string[] = []

@description('Days for which a blob of a write-once container can be neither changed nor deleted, from its creation.')
@minValue(1)
@maxValue(146000)
param immutableDays int = 1

@description('Names of its tables.')
param tables string[] = []

@description('Days for which deleted blobs and older versions are kept. 0: what is deleted is gone at once.')
@minValue(0)
@maxValue(365)
param deletedKeptDays int = 0

@description('Containers whose blobs the platform deletes, and after how many days.')
param shortLived { container: string, days: int }[] = []

@description('Whether nobody can delete the account before they have removed the lock on it.')
param locked bool = false

@description('The services of the account that the app uses, and the id of the built-in data role that it has for each: blob, queue, table.')
param dataRoles { *: string }

@description('Id of the app\'s identity.')
param identityId string

@description('Principal id of the app\'s identity: the only one with a role on the account.')
param principalId string

@description('Log Analytics workspace for the requests to this account.')
param workspaceId string

@description('Whether requests to blobs are logged. Not in the inbox: the name of an upload is the sender\'s own, and may say what belongs into no log.')
param logBlobRequests bool = true

@description('Whether the account is reached by private endpoints only. If not, it is reached over the internet, by identities.')
param privateNetwork bool

@description('Subnet for the private endpoints.')
param endpointsSubnetId string?

@description('Private DNS zones, by service.')
param dnsZoneIds { blob: string, queue: string, table: string }?

var keepsDeleted = deletedKeptDays > 0
var services = objectKeys(dataRoles)

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: redundancy
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    encryption: {
      keySource: 'Microsoft.Storage'
      requireInfrastructureEncryption: true
      services: {
        blob: { enabled: true }
        queue: { enabled: true, keyType: 'Account' }
        table: { enabled: true, keyType: 'Account' }
      }
    }
    // Not "Disabled": Event Grid, which writes dead letters by the identity of the topic, comes in as a trusted service.
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
      bypass: 'AzureServices'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: keepsDeleted
    changeFeed: { enabled: false }
    deleteRetentionPolicy: keepsDeleted ? { enabled: true, days: max(1, deletedKeptDays) } : { enabled: false }
    containerDeleteRetentionPolicy: keepsDeleted ? { enabled: true, days: max(1, deletedKeptDays) } : { enabled: false }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [
  for each in containers: {
    parent: blobs
    name: each
    properties: {
      publicAccess: 'None'
    }
  }
]

resource immutability 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2024-01-01' = [
  for each in writeOnceContainers: {
    name: '${account.name}/default/${each}/default'
    properties: {
      immutabilityPeriodSinceCreationInDays: immutableDays
      allowProtectedAppendWrites: false
    }
    dependsOn: [container]
  }
]

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = if (!empty(tables)) {
  parent: account
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = [
  for each in tables: {
    parent: tableService
    name: each
  }
]

var oldVersions = {
  name: 'old-versions'
  enabled: true
  type: 'Lifecycle'
  definition: {
    filters: { blobTypes: ['blockBlob'] }
    actions: { version: { delete: { daysAfterCreationGreaterThan: deletedKeptDays } } }
  }
}

var expiring = [
  for each in shortLived: {
    name: 'delete-${each.container}'
    enabled: true
    type: 'Lifecycle'
    definition: {
      filters: { blobTypes: ['blockBlob'], prefixMatch: ['${each.container}/'] }
      actions: { baseBlob: { delete: { daysAfterCreationGreaterThan: each.days } } }
    }
  }
]

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = if (keepsDeleted || !empty(shortLived)) {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: concat(expiring, keepsDeleted ? [oldVersions] : [])
    }
  }
  dependsOn: [blobs]
}

resource roleAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(dataRoles): {
    name: guid(account.id, identityId, role.value)
    scope: account
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (locked) {
  name: 'kept'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds data that are nowhere else. infra/README.md, 8, says when it may go.'
  }
}

resource blobLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (logBlobRequests) {
  name: 'requests'
  scope: blobs
  properties: {
    workspaceId: workspaceId
    logs: [for category in ['StorageRead', 'StorageWrite', 'StorageDelete']: { category: category, enabled: true }]
  }
}

@description('What the host gives up is written into a queue of the account: the alert on it reads this log.')
resource queueLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'messages'
  scope: queues
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageWrite', enabled: true }]
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for service in services: if (privateNetwork) {
    name: 'pep-${name}-${service}'
    location: location
    tags: tags
    properties: {
      subnet: { id: endpointsSubnetId! }
      privateLinkServiceConnections: [
        {
          name: service
          properties: {
            privateLinkServiceId: account.id
            groupIds: [service]
          }
        }
      ]
    }
  }
]

resource endpointDns 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (service, at) in services: if (privateNetwork) {
    parent: endpoint[at]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: service
          properties: {
            privateDnsZoneId: dnsZoneIds![service]
          }
        }
      ]
    }
  }
]

@description('Id of the account.')
output id string = account.id
