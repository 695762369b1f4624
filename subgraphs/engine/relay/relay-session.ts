import pg from 'pg'
import { sessionConfig } from '../../../prisma/database/session-config.ts'
import { textTypes } from '../../../prisma/database/text-types.ts'

/** The one connection on which a process claims and finishes the messages of all its modules, and is woken up. */
export interface RelaySession {
  query(text: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>
  end(): Promise<void>
}

export interface RelaySessionOptions {
  /** Login vg_relay. */
  readonly connectionString: string
  /** Names of modules; a notification on `<module>_outbox` says that one of them has written. */
  readonly modules: readonly string[]
  readonly onWake: (module: string) => void
}

const STATEMENT_TIMEOUT_MS = 10_000
const CHANNEL = /^(.+)_outbox$/

/** Connects when first used, and anew after the connection was lost. */
export function openRelaySession(options: RelaySessionOptions): RelaySession {
  let current: Promise<pg.Client> | undefined

  function connected(): Promise<pg.Client> {
    const opening = current ??= connect(options, () => { if (current === opening) current = undefined })
    return opening
  }

  return {
    async query(text, values = []) {
      const client = await connected()
      const { rows } = await client.query<Record<string, unknown>>({ text, values: [...values] })
      return rows
    },
    async end() {
      const opening = current
      current = undefined
      await opening?.then((client) => client.end(), () => undefined)
    },
  }
}

async function connect({ connectionString, modules, onWake }: RelaySessionOptions, onLost: () => void): Promise<pg.Client> {
  const client = new pg.Client({
    ...sessionConfig({ connectionString, applicationName: 'veilgraph relay', statementTimeoutMs: STATEMENT_TIMEOUT_MS }),
    types: textTypes, pipeline: true, connectionTimeoutMillis: STATEMENT_TIMEOUT_MS,
  })
  client.on('error', onLost)
  client.on('end', onLost)
  client.on('notification', ({ channel }) => {
    const module = CHANNEL.exec(channel)?.[1]
    if (module !== undefined) onWake(module)
  })
  try {
    await client.connect()
    await client.query(modules.map((module) => `listen ${pg.escapeIdentifier(`${module}_outbox`)}`).join('; '))
    return client
  } catch (error) {
    onLost()
    // one that connected and cannot listen would stay open beside the next
    client.end().catch(() => undefined)
    throw error
  }
}
