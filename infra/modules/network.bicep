import { Tags } from '../names.bicep'

metadata description = 'The private network: a subnet that the app goes out by, one for the private endpoints of storage, and the zones by which it finds them.'

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags Tags

@description('Name of the virtual network.')
param name string

@description('Addresses of the network: a /24 or larger that nothing else uses which it may be joined to.')
param addressPrefix string

var zones = [for service in ['blob', 'queue', 'table']: 'privatelink.${service}.${az.environment().suffixes.storage}']

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          delegations: [
            {
              name: 'flex-consumption'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 1)
          privateEndpointNetworkPolicies: 'Enabled'
        }
      }
    ]
  }

  resource app 'subnets' existing = {
    name: 'app'
  }

  resource endpoints 'subnets' existing = {
    name: 'endpoints'
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for each in zones: {
    name: each
    location: 'global'
    tags: tags
  }
]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (each, at) in zones: {
    parent: zone[at]
    name: name
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: network.id }
    }
  }
]

@description('Subnet by which the app goes out.')
output appSubnetId string = network::app.id

@description('Subnet of the private endpoints.')
output endpointsSubnetId string = network::endpoints.id

@description('Private DNS zones, by service.')
output dnsZoneIds { blob: string, queue: string, table: string } = {
  blob: zone[0].id
  queue: zone[1].id
  table: zone[2].id
}
