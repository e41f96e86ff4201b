@description('The environments that there are.')
@export()
type Environment = 'dev' | 'prd'

@description('The storage accounts: what each is for is said in main.bicep.')
@export()
type AccountRole = 'host' | 'inbox' | 'returns' | 'cases'

@description('Tags of a resource.')
@export()
type Tags = { *: string }

@description('Name of a storage account: at most 24 small letters and digits, and nobody else in the world may have it.')
@export()
func accountName(role AccountRole, environment Environment, groupId string) string =>
  'st${role}${environment}${take(uniqueString(groupId), 8)}'

@description('Name of a resource that nobody else in the world may have: it becomes part of an address.')
@export()
func publicName(kind string, environment Environment, groupId string) string =>
  '${kind}-monitoring-${environment}-${take(uniqueString(groupId), 8)}'

@description('Name of a resource that has to be unique in its resource group only.')
@export()
func name(kind string, environment Environment) string => '${kind}-monitoring-${environment}'

@description('Name of the topic that tells of new blobs in a storage account.')
@export()
func topicName(account string, environment Environment) string => 'evgt-monitoring-${account}-${environment}'

@description('Container of the host account for events that could not be delivered.')
@export()
var deadLetters = 'event-dead-letters'
