import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError } from './database-error.ts'
import { outsideFolder } from './embedded/choose-place.ts'
import { stopPostgres } from './postgres.ts'

/** Ends the embedded cluster and deletes everything that was generated on this machine: its data and the keys. */
export async function reset(dataFolder: string): Promise<void> {
  refuseForeign(dataFolder)
  for (const home of [dataFolder, outsideFolder(dataFolder)]) {
    await stopPostgres(join(home, 'postgres'))
    // whoever was connected may still be ending
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** VEIL_DATA may name any folder; one slip of the finger should not empty a home directory. */
function refuseForeign(dataFolder: string): void {
  const ours = ['postgres', 'keys.json'].some((name) => existsSync(join(dataFolder, name)))
  const others = ['.git', 'package.json', '.profile', 'etc'].some((name) => existsSync(join(dataFolder, name)))
  if (!existsSync(dataFolder) || readdirSync(dataFolder).length === 0 || (ours && !others)) return
  throw new DatabaseError('SETTINGS_INVALID', `${dataFolder} does not look like a data folder of veilgraph; nothing was deleted.`)
}
