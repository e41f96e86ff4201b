import { Tags } from '../names.bicep'

metadata description = 'The Functions app on the Flex Consumption plan, with sign-in by Entra ID in front of it.'

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags Tags

@description('Name of the app.')
@maxLength(60)
param name string

@description('Name of its plan.')
param planName string

@description('Id of the app\'s identity.')
param identityId string

@description('Client id of the app\'s identity.')
param identityClientId string

@description('Address of the container for the published app.')
param packageContainer string

@description('Settings of the app. There is no secret among them.')
param settings { *: string }

@description('Client id of the app registration by which people sign in.')
@minLength(36)
@maxLength(36)
param entraClientId string

@description('Whether the instances are spread over the zones of the region.')
param zoneRedundant bool

@description('Memory of an instance in megabytes.')
param instanceMegabytes int

@description('Most instances at once.')
param maximumInstances int

@description('Instances that always wait for people\'s requests.')
param waitingInstances int

@description('Subnet by which the app goes out, if it is in a private network.')
param subnetId string?

@description('Addresses, as CIDR, from which people may come. Empty: from anywhere, signed in.')
@maxLength(90)
param peopleFrom string[]

var people = [
  for (prefix, at) in peopleFrom: {
    name: 'people-${at}'
    priority: 100 + at
    action: 'Allow'
    ipAddress: prefix
  }
]

var eventGrid = {
  name: 'event-grid'
  priority: 200
  action: 'Allow'
  tag: 'ServiceTag'
  ipAddress: 'AzureEventGrid'
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      ipSecurityRestrictionsDefaultAction: empty(peopleFrom) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: empty(peopleFrom) ? [] : concat(people, [eventGrid])
    }
    functionAppConfig: {
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainer
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMegabytes
        maximumInstanceCount: maximumInstances
        alwaysReady: waitingInstances == 0 ? [] : [{ name: 'http', instanceCount: waitingInstances }]
      }
    }
  }

  resource noFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noBasicScm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(settings, {
      // Sign-in proves itself by the app's identity: there is no client secret to keep or to renew.
      OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identityClientId
    })
  }

  resource signIn 'config' = {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      globalValidation: {
        requireAuthentication: true
        unauthenticatedClientAction: 'RedirectToLoginPage'
        redirectToProvider: 'azureactivedirectory'
        // Event Grid calls the first with a key of the host; the second says only whether the app is well.
        excludedPaths: ['/runtime/webhooks/blobs', '/health']
      }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            clientId: entraClientId
            clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
            openIdIssuer: '${az.environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
          }
          validation: {
            allowedAudiences: [entraClientId, 'api://${entraClientId}']
          }
        }
      }
      login: {
        tokenStore: { enabled: false }
      }
      httpSettings: {
        requireHttps: true
      }
    }
    dependsOn: [appSettings]
  }
}

@description('Name of the app.')
output name string = app.name

@description('Address of the app.')
output address string = 'https://${app.properties.defaultHostName}'
