import type pg from 'pg'

export interface SessionOptions {
  readonly connectionString: string
  readonly applicationName: string
  /** 0 switches the limit off (migrations, seeds). */
  readonly statementTimeoutMs: number
}

/**
 * What every session of ours has in common, whoever opens it.
 * UTC is forced because the Prisma adapter drops the offset of a time without converting it;
 * just-in-time compilation costs more than the short statements of a graph ever win.
 */
export function sessionConfig({ connectionString, applicationName, statementTimeoutMs }: SessionOptions): pg.ClientConfig {
  const url = new URL(connectionString)
  // The last `-c` wins, so options that the url brings along cannot undo ours.
  const options = [url.searchParams.get('options'), '-c TimeZone=UTC', `-c statement_timeout=${statementTimeoutMs}`, '-c jit=off']
  url.searchParams.delete('options')
  url.searchParams.delete('schema')
  return {
    connectionString: url.href,
    application_name: applicationName,
    options: options.filter((option) => option !== null).join(' '),
  }
}
