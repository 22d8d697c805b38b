// How it runs, on one page: an Azure workbook over the workspace of log and telemetry.
param name string
param location string
param tags object
param workspaceId string

resource dashboard 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspaceId, name, 'dashboard')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: '${name} how it runs'
    category: 'workbook'
    sourceId: workspaceId
    version: 'Notebook/1.0'
    // A test keeps its queries to the names the app uses.
    serializedData: loadTextContent('dashboard.json')
  }
}
