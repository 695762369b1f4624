const REFERENCE = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::([-?])((?:[^{}]|\$\{[^{}]*\})*))?\}/g

/**
 * Fills `${NAME}`, `${NAME:-default}` (which may hold another reference) and `${NAME:?what is missing}` as Compose does
 * (Compose specification, "Interpolation"); an empty variable counts as unset.
 * Throws with the message of the file where a required one is missing.
 */
export function interpolate(text: string, environment: Readonly<Record<string, string | undefined>>): string {
  return text.replace(REFERENCE, (_, name: string, kind: string | undefined, rest: string | undefined) => {
    const value = environment[name]
    if (value !== undefined && value !== '') return value
    if (kind === '?') throw new Error(`${name} is not set: ${rest ?? 'it is required'}`)
    return kind === '-' ? interpolate(rest ?? '', environment) : ''
  })
}
