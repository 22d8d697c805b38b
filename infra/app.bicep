// What runs: one image, with the settings of bot/config.ts. Deploying an earlier image is going back.
targetScope = 'resourceGroup'

@description('The same as in main.bicep: it is the first part of the address.')
param name string
param location string = 'westeurope'
param image string
param registryServer string
param environmentId string
param identityId string
param workspaceId string
param publicDomain string
@description('Tenants whose people may come in, the own one first, with commas between.')
param tenantIds string
@description('Object ids of the people who may begin a network, with commas between')
param administrators string
param botAppId string
param tabAppId string
param catalogAppId string
param cosmosEndpoint string
param keyId string
@description('Where telemetry goes; empty: nothing is measured.')
param insightsConnection string = ''
param alertEmail string
@minValue(1)
@maxValue(10)
param minReplicas int = 1
param tags object = {
  application: 'buurtrust'
}

resource app 'Microsoft.App/containerApps@2026-01-01' = {
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
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      // The new revision takes over when it is ready; the old one finishes what it has.
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 3978
        transport: 'http'
        allowInsecure: false
      }
      registries: [
        {
          server: registryServer
          identity: identityId
        }
      ]
    }
    template: {
      // The app stops within 20 seconds.
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'app'
          image: image
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: [
            { name: 'PORT', value: '3978' }
            { name: 'PUBLIC_URL', value: 'https://${publicDomain}' }
            { name: 'TENANT_IDS', value: tenantIds }
            { name: 'ADMINISTRATORS', value: administrators }
            { name: 'BOT_APP_ID', value: botAppId }
            { name: 'TAB_APP_ID', value: tabAppId }
            { name: 'CATALOG_APP_ID', value: catalogAppId }
            { name: 'COSMOS_ENDPOINT', value: cosmosEndpoint }
            { name: 'COSMOS_DATABASE', value: 'buurtrust' }
            { name: 'COSMOS_CONTAINER', value: 'app' }
            { name: 'KEY_ID', value: keyId }
            { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insightsConnection }
          ]
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/health'
                port: 3978
              }
              periodSeconds: 1
              timeoutSeconds: 2
              failureThreshold: 30
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/health'
                port: 3978
              }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
            {
              // Not /ready: when Graph or Entra is out, taking every replica out of traffic would only make it worse.
              type: 'Readiness'
              httpGet: {
                path: '/health'
                port: 3978
              }
              periodSeconds: 30
              timeoutSeconds: 5
              failureThreshold: 4
            }
          ]
        }
      ]
      // Never to zero: the clock must tick, and Teams waits five seconds for an answer.
      scale: {
        minReplicas: minReplicas
        maxReplicas: 10
        rules: [
          {
            name: 'clicks'
            http: {
              metadata: {
                concurrentRequests: '30'
              }
            }
          }
        ]
      }
    }
  }
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  params: {
    name: name
    location: location
    tags: tags
    email: alertEmail
    appId: app.id
    workspaceId: workspaceId
  }
}

module dashboard 'dashboard.bicep' = {
  name: 'dashboard'
  params: {
    name: name
    location: location
    tags: tags
    workspaceId: workspaceId
  }
}

output APP_URL string = 'https://${app.properties.configuration.ingress.fqdn}'
