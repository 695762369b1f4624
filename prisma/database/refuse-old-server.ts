import { DatabaseError } from './database-error.ts'

const MINIMUM_VERSION = 180_000

/** Takes the number that Postgres gives itself (`server_version_num`). */
export function refuseOldServer(version: number): void {
  if (version >= MINIMUM_VERSION) return
  throw new DatabaseError('DATABASE_TOO_OLD', `This is Postgres ${Math.floor(version / 10_000)}; veilgraph needs 18 or newer (its ids are made by uuidv7()).`)
}
