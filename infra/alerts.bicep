// What somebody must hear of, by mail.
param name string
param location string
param tags object
param email string
param appId string
param workspaceId string

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-alerts'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: take(name, 12)
    enabled: true
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource errors 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-5xx'
  location: 'global'
  tags: tags
  properties: {
    description: 'The app answered more than five times with 5xx in five minutes.'
    severity: 2
    enabled: true
    scopes: [appId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: '5xx'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.App/containerApps'
          metricName: 'Requests'
          dimensions: [
            {
              name: 'statusCodeCategory'
              operator: 'Include'
              values: ['5xx']
            }
          ]
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 5
        }
      ]
    }
    actions: [
      {
        actionGroupId: people.id
      }
    ]
  }
}

var said = 'ContainerAppConsoleLogs | where ContainerAppName == "${name}" | extend event = tostring(parse_json(Log).event)'

// The events are those of bot/: a test keeps them so.
var rules = [
  {
    name: 'deliveries'
    about: 'Teams, calendar or channel refuse what must be delivered; the outbox keeps trying.'
    query: '${said} | where event == "delivery.failed"'
    more: 10
  }
  {
    name: 'stuck'
    about: 'Something could not be delivered for a day. It is kept and tried once a day; docs/operate.md says what to do.'
    query: '${said} | where event == "delivery.stuck"'
    more: 0
  }
  {
    name: 'clock'
    about: 'The clock cannot do its work: no reminders, no deliveries.'
    query: '${said} | where event in ("tick.failed", "outbox.failed", "remind.failed")'
    more: 3
  }
  {
    name: 'faults'
    about: 'People were told that something went wrong.'
    query: '${said} | where event in ("failed", "answer.lost")'
    more: 3
  }
  {
    name: 'vault'
    about: 'Key Vault denied somebody, or the app, the key of the files.'
    query: 'AZKVAuditLogs | where HttpStatusCode == 403'
    more: 0
  }
]

resource lines 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [
  for rule in rules: {
    name: '${name}-${rule.name}'
    location: location
    tags: tags
    properties: {
      displayName: '${name} ${rule.name}'
      description: rule.about
      severity: 2
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT30M'
      // The tables come into being with their first line.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: rule.more
          }
        ]
      }
      actions: {
        actionGroups: [people.id]
      }
    }
  }
]
