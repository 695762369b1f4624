import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const PORT_LINE = 3

/** The migration login of the embedded cluster while it runs (`npm start`); for the Prisma CLI, which cannot start it. */
export function runningUrl(dataFolder: string): string | undefined {
  try {
    const port = readFileSync(join(dataFolder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[PORT_LINE]
    return `postgresql://vg_owner@127.0.0.1:${port}/veilgraph`
  } catch {
    // It does not run, or lives outside the project; then DATABASE_URL says where.
    return undefined
  }
}
