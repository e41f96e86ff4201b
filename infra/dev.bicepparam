using 'main.bicep'

// Invented data only: the smallest and cheapest that has every part.
param environment = 'dev'
param entraClientId = readEnvironmentVariable('ENTRA_CLIENT_ID')
param alertEmails = split(readEnvironmentVariable('ALERT_EMAILS'), ',')
param monthlyBudget = 100
param budgetFrom = readEnvironmentVariable('BUDGET_FROM')
param privateNetwork = false
param redundancy = 'Standard_LRS'
param zoneRedundant = false
param waitingInstances = 0
param accountLocks = false
param immutableDays = 1
param deletedKeptDays = 7
param logsKeptDays = 30
param dailyLogGigabytes = 1
