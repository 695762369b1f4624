/** Texts that somebody has sent together with their hash, so that the hash is enough next time. */
export interface OwnQueries {
  find(owner: string, hash: string): string | undefined
  /** Does nothing with a text that is too long. */
  keep(owner: string, hash: string, text: string): void
}

const LONGEST = 20_000
const TEXTS = 50
const OWNERS = 2_000
const CHARACTERS = 32_000_000

/**
 * Keeps the texts of each owner apart: nobody finds what others have sent, nor pushes it out, until there are more owners than there is room for.
 * The owner who asked longest ago goes first.
 */
export const ownQueries = ({ texts = TEXTS, owners = OWNERS, characters = CHARACTERS } = {}): OwnQueries => {
  const known = new Map<string, Map<string, string>>()
  let size = 0

  const forget = (own: Map<string, string>, hash: string): void => {
    size -= own.get(hash)?.length ?? 0
    own.delete(hash)
  }
  const forgetOwner = (owner: string): void => {
    const own = known.get(owner)
    for (const hash of [...own?.keys() ?? []]) if (own) forget(own, hash)
    known.delete(owner)
  }
  const touch = (owner: string, own: Map<string, string>): void => {
    known.delete(owner)
    known.set(owner, own)
  }
  return {
    find(owner, hash) {
      const own = known.get(owner)
      if (own) touch(owner, own)
      return own?.get(hash)
    },
    keep(owner, hash, text) {
      if (text.length > LONGEST) return
      const own = known.get(owner) ?? new Map<string, string>()
      touch(owner, own)
      forget(own, hash)
      const [oldest] = own.keys()
      if (own.size >= texts && oldest !== undefined) forget(own, oldest)
      own.set(hash, text)
      size += text.length
      for (const first of known.keys()) {
        if (first === owner || (known.size <= owners && size <= characters)) break
        forgetOwner(first)
      }
    },
  }
}
