import { Tags } from '../names.bicep'

metadata description = 'What people are told of: each query in infra/queries, events that could not be delivered, and money.'

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags Tags

@description('Suffix of the names.')
param suffix string

@description('Who is told, by mail.')
@minLength(1)
param emails string[]

@description('Log Analytics workspace that the queries ask.')
param workspaceId string

@description('Names of the topics of new blobs.')
param topicNames string[]

@description('What the resource group may cost in a month, in the currency of the subscription.')
@minValue(1)
param monthlyBudget int

@description('First day from which the budget counts: the first of the month in which it is made, yyyy-MM-01. Azure refuses any other day, and refuses another day once the budget is there.')
param budgetFrom string

// Severity: 1 somebody waits, 2 look today.
var rules = [
  {
    name: 'poison'
    severity: 2
    every: 'PT15M'
    over: 'PT30M'
    query: loadTextContent('../queries/poison.kql')
    description: 'The host gave up a delivery after five attempts. The sweep drives it again; look why it failed.'
  }
  {
    name: 'stuck'
    severity: 1
    every: 'PT15M'
    over: 'PT1H'
    query: loadTextContent('../queries/stuck.kql')
    description: 'Something begun, such as an upload, fails again at every sweep: its sender waits for a receipt or a workbook.'
  }
  {
    name: 'timer-late'
    severity: 2
    every: 'PT30M'
    over: 'P2D'
    query: loadTextContent('../queries/timer-late.kql')
    description: 'A timer has not run when it should have.'
  }
  {
    name: 'errors'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    query: loadTextContent('../queries/errors.kql')
    description: 'More than one in twenty requests and deliveries fails.'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'monitoring'
    enabled: true
    emailReceivers: [
      for email in emails: {
        name: email
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alert 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: 'alert-${rule.name}-${suffix}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Monitoring: ${rule.name}'
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: rule.every
      windowSize: rule.over
      autoMitigate: true
      // The tables are there only once something has been written into them.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]

resource undelivered 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for topic in topicNames: {
    name: 'alert-undelivered-${topic}'
    location: 'global'
    tags: tags
    properties: {
      description: 'An event about a new blob could not be delivered for a day. The sweep finds the blob all the same; look why the app could not be reached.'
      severity: 2
      enabled: true
      scopes: [resourceId('Microsoft.EventGrid/systemTopics', topic)]
      evaluationFrequency: 'PT15M'
      windowSize: 'PT1H'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: 'dead-lettered'
            metricName: 'DeadLetteredCount'
            timeAggregation: 'Total'
            operator: 'GreaterThan'
            threshold: 0
          }
        ]
      }
      actions: [{ actionGroupId: people.id }]
    }
  }
]

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: 'budget-${suffix}'
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: { startDate: budgetFrom }
    notifications: {
      spent80: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: emails
        contactGroups: [people.id]
      }
      forecast100: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: emails
        contactGroups: [people.id]
      }
    }
  }
}
