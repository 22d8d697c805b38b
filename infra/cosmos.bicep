// The database. Nobody has a key to it: only the app's identity reads and writes, and it may make nothing.
param name string
param location string
param tags object
param principalId string
@description('0: serverless, paid per use. Else autoscale up to this many request units a second (1000 or more).')
param maxRequestUnits int
param isPrivate bool

resource account 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: false
      }
    ]
    capabilities: maxRequestUnits == 0 ? [{ name: 'EnableServerless' }] : []
    // A commit that was answered is read by the next click, on whatever replica.
    consistencyPolicy: {
      defaultConsistencyLevel: 'Strong'
    }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: 'Continuous7Days'
      }
    }
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2026-03-15' = {
  parent: account
  name: 'buurtrust'
  properties: {
    resource: {
      id: 'buurtrust'
    }
  }
}

resource container 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2026-03-15' = {
  parent: database
  name: 'app'
  properties: {
    resource: {
      id: 'app'
      // The wall between networks and the edge of a transaction are the same line.
      partitionKey: {
        paths: ['/network']
        kind: 'Hash'
        version: 2
      }
      // The same as in bot/adapters/cosmos-store.ts; a test keeps them so.
      indexingPolicy: loadJsonContent('indexing-policy.json')
      // No time to live: keeping and destroying are decisions, never a timer of the database.
    }
    options: maxRequestUnits == 0 ? {} : { autoscaleSettings: { maxThroughput: maxRequestUnits } }
  }
}

var dataContributor = '00000000-0000-0000-0000-000000000002'

resource access 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2026-03-15' = {
  parent: account
  name: guid(account.id, principalId, dataContributor)
  properties: {
    principalId: principalId
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/${dataContributor}'
    scope: account.id
  }
}

output id string = account.id
output endpoint string = account.properties.documentEndpoint
