/** Variables as a process is given them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** That of this process. No other file reads it, so that no setting is missed in the table; children inherit it through this too. */
export function environment(): Environment {
  return process.env
}
