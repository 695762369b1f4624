import type { ExplorerPersona } from '../../../explorer/wire.ts'
import { tokenAnswer } from '../../../explorer/wire.ts'
import { PATHS } from '../../../explorer/paths.ts'
import { fetchJson } from '../../../explorer/client/fetch-json.ts'

/** Who is signed in, and what for. The token lives in memory only and is fetched anew when the graph does not take it any longer. */
export interface Session {
  readonly persona: ExplorerPersona
  readonly purpose: string
  token(): Promise<string>
  forget(): void
}

/** A session of somebody of the demo data. */
export const openSession = (persona: ExplorerPersona, purpose: string): Session => {
  let known: Promise<string> | undefined
  return {
    persona, purpose,
    token() {
      known ??= fetchJson(`${PATHS.token}/${persona.name}`, tokenAnswer, { method: 'POST' }).then(({ token }) => token)
      known.catch(() => { known = undefined })
      return known
    },
    forget: () => { known = undefined },
  }
}
