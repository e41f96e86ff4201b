import { Environment, accountName, deadLetters, name, publicName, Tags, topicName } from 'names.bicep'

metadata description = 'Everything that the service needs in one resource group, but for the subscriptions to new blobs: those need the deployed code (subscriptions.bicep).'

targetScope = 'resourceGroup'

@description('Which environment this is. It is part of every name.')
param environment Environment

@description('Azure region. The data stay in the United Kingdom.')
@allowed(['uksouth', 'ukwest'])
param location string = 'uksouth'

@description('Further tags of every resource, such as the cost centre.')
param tags Tags = {}

@description('Client id of the app registration by which people sign in (README, 2).')
@minLength(36)
@maxLength(36)
param entraClientId string

@description('Who is told when something is wrong, by mail.')
@minLength(1)
param alertEmails string[]

@description('What the resource group may cost in a month, in the currency of the subscription.')
@minValue(1)
param monthlyBudget int

@description('First day from which the budget counts: the first of the month in which it is made, yyyy-MM-01. Azure refuses any other day, and refuses another day once the budget is there.')
@minLength(10)
@maxLength(10)
param budgetFrom string

@description('Whether storage is reached by private endpoints only, in a virtual network of its own.')
param privateNetwork bool

@description('Addresses of that network: a /24 or larger that nothing else uses which it may be joined to.')
param addressPrefix string = '10.90.0.0/24'

@description('Addresses, as CIDR, from which people may come. Empty: from anywhere, signed in.')
@maxLength(90)
param peopleFrom string[] = []

@description('How often and where stored data are kept: on one site, on three, or on three and in the paired region.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param redundancy string

@description('Whether the app runs in several zones of the region.')
param zoneRedundant bool

@description('Memory of an instance in megabytes.')
@allowed([2048, 4096])
param instanceMegabytes int = 2048

@description('Most instances at once: what a national month may spread over, and the most it may cost.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Instances that always wait for people\'s requests, so that nobody waits for a start.')
@minValue(0)
@maxValue(20)
param waitingInstances int

@description('Whether nobody can delete the accounts of the returns and of the cases before they have removed the locks on them.')
param accountLocks bool

@description('Days for which returns, ledger lines, acceptances, issued statements and closings can be neither changed nor deleted.')
@minValue(1)
@maxValue(146000)
param immutableDays int

@description('True once the immutability policies have been locked (README, 5): a locked policy is no longer this template\'s to write.')
param immutabilityLocked bool = false

@description('Days for which deleted blobs and older versions are kept in the account of the returns, where no rows of cases are.')
@minValue(7)
@maxValue(365)
param deletedKeptDays int = 30

@description('Days after which a file in quarantine is deleted. Its sender has the receipt at once, and the file may hold patient data.')
@minValue(1)
@maxValue(90)
param quarantineDays int = 14

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logsKeptDays int = 90

@description('Gigabytes of logs a day after which no more are taken in. -1: no limit.')
param dailyLogGigabytes int = -1

var groupId = resourceGroup().id
var allTags = union(
  { application: 'monitoring', environment: environment, 'data-classification': 'OFFICIAL-SENSITIVE' },
  tags
)
var package = 'app-package'

var hostAccount = accountName('host', environment, groupId)
var inboxAccount = accountName('inbox', environment, groupId)
var returnsAccount = accountName('returns', environment, groupId)
var casesAccount = accountName('cases', environment, groupId)

// Built-in roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage. A blob trigger asks for the first two on the account of its blobs (there the host also reports what it gave up), and the
// host on its own: https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-blob-trigger#grant-permission-to-the-identity
var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name('id', environment)
  location: location
  tags: allTags
}

module telemetry 'modules/telemetry.bicep' = {
  params: {
    location: location
    tags: allTags
    workspaceName: name('log', environment)
    insightsName: name('appi', environment)
    keptDays: logsKeptDays
    dailyGigabytes: dailyLogGigabytes
    identityId: identity.id
    principalId: identity.properties.principalId
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  params: {
    location: location
    tags: allTags
    name: name('vnet', environment)
    addressPrefix: addressPrefix
  }
}

@description('State of the Functions host, the published app, and events that could not be delivered. No data of the service.')
module host 'modules/storage-account.bicep' = {
  params: {
    location: location
    tags: allTags
    name: hostAccount
    redundancy: redundancy
    containers: [package, deadLetters]
    shortLived: [{ container: deadLetters, days: 30 }]
    dataRoles: {
      blob: blobDataOwner
      queue: queueDataContributor
      table: tableDataContributor
    }
    logBlobRequests: false
    identityId: identity.id
    principalId: identity.properties.principalId
    workspaceId: telemetry.outputs.workspaceId
    privateNetwork: privateNetwork
    endpointsSubnetId: network.?outputs.endpointsSubnetId
    dnsZoneIds: network.?outputs.dnsZoneIds
  }
}

@description('Uploads until they have been inspected. What is removed is gone.')
module inbox 'modules/storage-account.bicep' = {
  params: {
    location: location
    tags: allTags
    name: inboxAccount
    redundancy: redundancy
    containers: ['inbox']
    dataRoles: {
      blob: blobDataOwner
      queue: queueDataContributor
    }
    logBlobRequests: false
    identityId: identity.id
    principalId: identity.properties.principalId
    workspaceId: telemetry.outputs.workspaceId
    privateNetwork: privateNetwork
    endpointsSubnetId: network.?outputs.endpointsSubnetId
    dnsZoneIds: network.?outputs.dnsZoneIds
  }
}

var writeOnce = ['returns', 'ledger', 'accepted', 'statements', 'closed']

@description('What is kept for good. No rows of cases are here.')
module returns 'modules/storage-account.bicep' = {
  params: {
    location: location
    tags: allTags
    name: returnsAccount
    redundancy: redundancy
    containers: concat(writeOnce, ['figures', 'published', 'notices'])
    writeOnceContainers: immutabilityLocked ? [] : writeOnce
    immutableDays: immutableDays
    tables: ['versions', 'unfinished', 'postings']
    deletedKeptDays: deletedKeptDays
    locked: accountLocks
    dataRoles: {
      blob: blobDataOwner
      queue: queueDataContributor
      table: tableDataContributor
    }
    identityId: identity.id
    principalId: identity.properties.principalId
    workspaceId: telemetry.outputs.workspaceId
    privateNetwork: privateNetwork
    endpointsSubnetId: network.?outputs.endpointsSubnetId
    dnsZoneIds: network.?outputs.dnsZoneIds
  }
}

@description('What tells of single cases, or may hold patient data. The app deletes it when its time is over, and what is deleted is gone: no versions, no soft delete.')
module cases 'modules/storage-account.bicep' = {
  params: {
    location: location
    tags: allTags
    name: casesAccount
    redundancy: redundancy
    containers: ['cases', 'case-figures', 'case-published', 'receipts', 'links', 'quarantine']
    // Who was given a link has to be known until what was uploaded by it has a receipt: at once, or when what stopped the app is mended.
    shortLived: [{ container: 'quarantine', days: quarantineDays }, { container: 'links', days: 30 }]
    locked: accountLocks
    dataRoles: {
      blob: blobDataOwner
      queue: queueDataContributor
    }
    identityId: identity.id
    principalId: identity.properties.principalId
    workspaceId: telemetry.outputs.workspaceId
    privateNetwork: privateNetwork
    endpointsSubnetId: network.?outputs.endpointsSubnetId
    dnsZoneIds: network.?outputs.dnsZoneIds
  }
}

module inboxTopic 'modules/blob-topic.bicep' = {
  params: {
    location: location
    tags: allTags
    name: topicName('inbox', environment)
    accountId: inbox.outputs.id
    deadLetterAccount: hostAccount
    deadLetterContainer: deadLetters
  }
  dependsOn: [host]
}

module returnsTopic 'modules/blob-topic.bicep' = {
  params: {
    location: location
    tags: allTags
    name: topicName('returns', environment)
    accountId: returns.outputs.id
    deadLetterAccount: hostAccount
    deadLetterContainer: deadLetters
  }
  dependsOn: [host]
}

module casesTopic 'modules/blob-topic.bicep' = {
  params: {
    location: location
    tags: allTags
    name: topicName('cases', environment)
    accountId: cases.outputs.id
    deadLetterAccount: hostAccount
    deadLetterContainer: deadLetters
  }
  dependsOn: [host]
}

var blobSuffix = 'blob.${az.environment().suffixes.storage}'
var queueSuffix = 'queue.${az.environment().suffixes.storage}'
var tableSuffix = 'table.${az.environment().suffixes.storage}'

module app 'modules/function-app.bicep' = {
  params: {
    location: location
    tags: allTags
    name: publicName('func', environment, groupId)
    planName: name('plan', environment)
    identityId: identity.id
    identityClientId: identity.properties.clientId
    packageContainer: 'https://${hostAccount}.${blobSuffix}/${package}'
    entraClientId: entraClientId
    zoneRedundant: zoneRedundant
    instanceMegabytes: instanceMegabytes
    maximumInstances: maximumInstances
    waitingInstances: waitingInstances
    subnetId: network.?outputs.appSubnetId
    peopleFrom: peopleFrom
    settings: {
      AzureWebJobsStorage__blobServiceUri: 'https://${hostAccount}.${blobSuffix}'
      AzureWebJobsStorage__queueServiceUri: 'https://${hostAccount}.${queueSuffix}'
      AzureWebJobsStorage__tableServiceUri: 'https://${hostAccount}.${tableSuffix}'
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identity.properties.clientId
      Inbox__blobServiceUri: 'https://${inboxAccount}.${blobSuffix}'
      Inbox__queueServiceUri: 'https://${inboxAccount}.${queueSuffix}'
      Inbox__credential: 'managedidentity'
      Inbox__clientId: identity.properties.clientId
      Returns__blobServiceUri: 'https://${returnsAccount}.${blobSuffix}'
      Returns__queueServiceUri: 'https://${returnsAccount}.${queueSuffix}'
      Returns__tableServiceUri: 'https://${returnsAccount}.${tableSuffix}'
      Returns__credential: 'managedidentity'
      Returns__clientId: identity.properties.clientId
      Cases__blobServiceUri: 'https://${casesAccount}.${blobSuffix}'
      Cases__queueServiceUri: 'https://${casesAccount}.${queueSuffix}'
      Cases__credential: 'managedidentity'
      Cases__clientId: identity.properties.clientId
      // By a link people reach storage themselves, which they cannot where only the app's network does.
      Links: privateNetwork ? 'off' : 'on'
      APPLICATIONINSIGHTS_CONNECTION_STRING: telemetry.outputs.connectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
    }
  }
  // The app starts as soon as it is there, and looks for its storage then.
  dependsOn: [host, inbox, returns, cases]
}

module alerts 'modules/alerts.bicep' = {
  params: {
    location: location
    tags: allTags
    suffix: 'monitoring-${environment}'
    emails: alertEmails
    workspaceId: telemetry.outputs.workspaceId
    topicNames: [for account in ['inbox', 'returns', 'cases']: topicName(account, environment)]
    monthlyBudget: monthlyBudget
    budgetFrom: budgetFrom
  }
  dependsOn: [inboxTopic, returnsTopic, casesTopic]
}

@description('Name of the app: what is published to.')
output AZURE_FUNCTION_APP_NAME string = app.outputs.name

@description('Address of the app: what people open.')
output SERVICE_APP_ENDPOINT_URL string = app.outputs.address

@description('Principal id of the app\'s identity: what the app registration trusts instead of a secret.')
output IDENTITY_PRINCIPAL_ID string = identity.properties.principalId
