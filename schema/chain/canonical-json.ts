const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g

/**
 * JSON text with sorted keys and no whitespace: equal values have equal text.
 * Works on the text that Postgres prints, because a number that became a number of JavaScript may have lost digits, and a change of
 * those would go unseen.
 */
export function canonicalJson(text: string): string {
  const tokens = text.match(TOKEN) ?? []
  let at = 0

  function value(): string {
    const token = tokens[at++] ?? ''
    if (token === '{') return `{${members('}', member).sort(byKey).map(([key, text]) => `${key}:${text}`).join(',')}}`
    if (token === '[') return `[${members(']', value).join(',')}]`
    return token.startsWith('"') ? respelled(token) : token
  }

  function member(): readonly [key: string, value: string] {
    const key = respelled(tokens[at] ?? '""')
    at += 2
    return [key, value()]
  }

  function members<Member>(end: string, read: () => Member): Member[] {
    const list: Member[] = []
    while (at < tokens.length && tokens[at] !== end) {
      list.push(read())
      if (tokens[at] === ',') at += 1
    }
    at += 1
    return list
  }

  return value()
}

/** One spelling of a string, whichever escapes it came with. */
function respelled(token: string): string {
  return JSON.stringify(JSON.parse(token))
}

// by the keys themselves: their spellings sort differently
function byKey([a]: readonly [string, string], [b]: readonly [string, string]): number {
  const [left, right]: readonly string[] = [JSON.parse(a), JSON.parse(b)]
  return left !== undefined && right !== undefined && left < right ? -1 : 1
}
