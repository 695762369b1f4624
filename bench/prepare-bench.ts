import { join } from 'node:path'
import { generatedKeys } from '../prisma/database/generated-keys.ts'
import { loadKeys } from '../prisma/database/keys.ts'
import { readSettings } from '../prisma/database/settings.ts'
import type { ArmOptions } from './arms/arm-options.ts'
import { prepareBenchDatabase } from './bench-database.ts'

/** As many as the product takes when it is not told otherwise. */
export const POOL_SIZE = readSettings({}).poolSize

export interface PreparedBench {
  readonly armOptions: ArmOptions
  release(): void
}

/** The database and the keys that all arms share. */
export async function prepareBench(scale: number): Promise<PreparedBench> {
  const { dataFolder } = readSettings()
  const database = await prepareBenchDatabase({ dataFolder, scale, say: (line) => void process.stderr.write(`${line}\n`) })
  // A folder of its own: what an interrupted `npm start` left in the usual one is none of our business.
  const environment = { ...database.environment, ...generatedKeys(dataFolder), VEIL_DATA: join(dataFolder, 'bench') }
  const { envelope } = loadKeys({ mode: 'distributed', folder: dataFolder, environment })
  return { armOptions: { environment, poolSize: POOL_SIZE, envelopeKeys: envelope }, release: database.release }
}
