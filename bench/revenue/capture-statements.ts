import type { ConnectionFor } from '../../prisma/database/connection.ts'
import type { TenantStatement } from '../../prisma/database/tenant-statement.ts'
import { openWorld } from '../../gateway/e2e/harness/open-world.ts'

export interface Asked {
  readonly query: string
  /** Name of a persona. */
  readonly as: string
}

/** The statements of one module that each question costs, with their values; asked in this process, so that they can be seen. */
export async function captureStatements(connectionFor: ConnectionFor, module: string, questions: readonly Asked[]): Promise<readonly (readonly TenantStatement[])[]> {
  const world = await openWorld({ connectionFor, isQuiet: true, isReal: true })
  let seen: TenantStatement[] = []
  world.subgraphs.find(({ name }) => name === module)?.pool.onStatement((statement) => void seen.push(statement))
  try {
    const captured: (readonly TenantStatement[])[] = []
    for (const { query, as } of questions) {
      seen = []
      const { codes } = await world.ask(query, { as })
      if (codes.length > 0) throw new Error(`A question was refused: ${codes.join(', ')}.`)
      captured.push(seen)
    }
    return captured
  } finally {
    await world.stop()
  }
}
