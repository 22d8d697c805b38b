// What stands, made once: identity, database, key, registry, environment, bot. What runs is in app.bicep.
targetScope = 'resourceGroup'

@description('Starts every name: small letters and digits.')
@minLength(3)
@maxLength(12)
param name string

@description('A region in the European Union.')
@allowed([
  'westeurope'
  'northeurope'
  'francecentral'
  'germanywestcentral'
  'italynorth'
  'polandcentral'
  'spaincentral'
  'swedencentral'
])
param location string = 'westeurope'

@description('Where the bot registration itself is kept; westeurope keeps it in the European Union.')
@allowed(['westeurope', 'global'])
param botLocation string = 'westeurope'

param botDisplayName string = 'Buurtrust'

@description('0: serverless, paid per use. Else autoscale up to this many request units a second (1000 or more).')
param cosmosMaxRequestUnits int = 0

@description('Database and vault reachable from a network of our own only.')
param privateNetwork bool = false

@description('Of that network: at least a /26.')
param addressPrefix string = '10.80.0.0/26'

param tags object = {
  application: 'buurtrust'
}

var unique = take(uniqueString(resourceGroup().id), 8)

module identity 'identity.bicep' = {
  name: 'identity'
  params: {
    name: '${name}-identity'
    location: location
    tags: tags
  }
}

module network 'network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: '${name}-network'
    location: location
    tags: tags
    addressPrefix: addressPrefix
  }
}

module environment 'environment.bicep' = {
  name: 'environment'
  params: {
    name: '${name}-environment'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    subnetId: network.?outputs.app ?? ''
  }
}

module cosmos 'cosmos.bicep' = {
  name: 'cosmos'
  params: {
    name: '${name}-${unique}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    maxRequestUnits: cosmosMaxRequestUnits
    isPrivate: privateNetwork
  }
}

module vault 'key-vault.bicep' = {
  name: 'vault'
  params: {
    name: '${name}-${unique}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    workspaceId: environment.outputs.workspaceId
    isPrivate: privateNetwork
  }
}

module cosmosDoor 'private-door.bicep' = if (privateNetwork) {
  name: 'cosmos-door'
  params: {
    name: '${name}-cosmos-door'
    location: location
    tags: tags
    serviceId: cosmos.outputs.id
    group: 'Sql'
    zone: 'privatelink.documents.azure.com'
    networkId: network.?outputs.id ?? ''
    subnetId: network.?outputs.doors ?? ''
  }
}

module vaultDoor 'private-door.bicep' = if (privateNetwork) {
  name: 'vault-door'
  params: {
    name: '${name}-vault-door'
    location: location
    tags: tags
    serviceId: vault.outputs.id
    group: 'vault'
    zone: 'privatelink.vaultcore.azure.net'
    networkId: network.?outputs.id ?? ''
    subnetId: network.?outputs.doors ?? ''
  }
}

module registry 'registry.bicep' = {
  name: 'registry'
  params: {
    name: '${name}${unique}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

// The address the app will have in its environment.
var domain = '${name}.${environment.outputs.domain}'

module bot 'bot.bicep' = {
  name: 'bot'
  params: {
    name: '${name}-bot-${unique}'
    displayName: botDisplayName
    location: botLocation
    tags: tags
    endpoint: 'https://${domain}/api/messages'
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    tenantId: identity.outputs.tenantId
  }
}

// Named as they stand in the environment file, from where app.parameters.json and the manifest take them.
output BOT_APP_ID string = identity.outputs.clientId
output IDENTITY_ID string = identity.outputs.id
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output ENVIRONMENT_ID string = environment.outputs.id
output WORKSPACE_ID string = environment.outputs.workspaceId
output INSIGHTS_CONNECTION string = environment.outputs.insights
output PUBLIC_DOMAIN string = domain
output COSMOS_ENDPOINT string = cosmos.outputs.endpoint
output KEY_ID string = vault.outputs.keyId
output REGISTRY_NAME string = registry.outputs.name
output REGISTRY_SERVER string = registry.outputs.server
