import { takesNoArguments } from '../../schema/settings/no-arguments.ts'
import { DatabaseError } from './database-error.ts'
import { reset } from './reset.ts'
import { readSettings } from './settings.ts'

/** `npm run reset` */
try {
  if (takesNoArguments('reset', 'ends the embedded Postgres and deletes its data and the keys')) {
    const { dataFolder } = readSettings()
    await reset(dataFolder)
    console.log(`Empty again: ${dataFolder}`)
  }
} catch (error) {
  if (!(error instanceof DatabaseError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
