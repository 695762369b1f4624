import { takesNoArguments } from '../../../schema/settings/no-arguments.ts'
import { withClient } from '../open-client.ts'
import { prepareDatabase } from '../prepare-database.ts'
import { readSettings } from '../settings.ts'
import { layTable, readFolderTable, readModuleTable } from './module-table.ts'

/** `npm run table`: what each module consists of, and how much is written where. */
async function main(): Promise<void> {
  const database = await prepareDatabase(readSettings())
  try {
    const modules = await withClient(database.connectionFor('migration'), readModuleTable)
    process.stdout.write(`${layTable(modules)}\n\n${layTable(readFolderTable())}\n`)
  } finally {
    await database.stop()
  }
}

if (takesNoArguments('table', 'prints what each module consists of')) await main()
