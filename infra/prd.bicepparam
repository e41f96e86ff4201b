using 'main.bicep'

param environment = 'prd'
param entraClientId = readEnvironmentVariable('ENTRA_CLIENT_ID')
param alertEmails = split(readEnvironmentVariable('ALERT_EMAILS'), ',')
param monthlyBudget = 500
param budgetFrom = readEnvironmentVariable('BUDGET_FROM')
param privateNetwork = true
param redundancy = 'Standard_GZRS'
param zoneRedundant = true
param waitingInstances = 1
param accountLocks = true
// Seven years: a claim under the schemes can be made for six years after the year in which it arose (policy cases.retention).
param immutableDays = 2557
param deletedKeptDays = 90
param logsKeptDays = 365
