import { ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'

const { Text, Int32 } = ColumnTypeEnum

/** Every question that a comparison of two schema files asks the database (its version, its flavour) is answered with nothing. */
const NOTHING = { columnNames: ['a', 'b', 'c', 'd'], columnTypes: [Text, Text, Text, Int32], rows: [] }

const adapter = {
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  queryRaw: async () => NOTHING,
  executeRaw: async () => 0,
  executeScript: async () => {},
  dispose: async () => {},
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
  startTransaction: async () => {
    throw new Error('There is no database in a comparison of schema files.')
  },
}

export function offlineFactory() {
  return bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => adapter,
    connectToShadowDb: async () => adapter,
  })
}
