import { setTimeout as sleep } from 'node:timers/promises'
import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import { bytesOf, oddOneOut, type Hands, type Robot, type Target } from './robot.ts'

/** A file of one row is made in a moment; a busy machine takes longer. */
const MOST_LOOKS = 60
const PAUSE_MS = 100

const COUNT = 'query Robot($f: UserFilter) { users(first: 1, filter: $f) { totalCount nodes { id } } }'
const like = (target: Target, prefix: string): object => ({ and: [{ id: { eq: target.userId } }, { email: { startsWith: prefix } }] })

/** Finds sign after sign: the next one is that for which the answer is another. */
async function signBySign(target: Target, next: (known: string) => Promise<number | undefined>): Promise<string> {
  let known = ''
  while (known.length < target.length) {
    const place = await next(known)
    const sign = place === undefined ? undefined : target.alphabet[place]
    if (sign === undefined) break
    known += sign
  }
  return known
}

const prefix: Robot = {
  name: 'prefix', secret: 'EMAIL',
  run: (target, { ask }) => signBySign(target, async (known) => {
    const answers: string[] = []
    for (const sign of target.alphabet) answers.push(bytesOf(await ask(COUNT, { f: like(target, `${known}${sign}`) })))
    return oddOneOut(answers)
  }),
}

const aliasBatch: Robot = {
  name: 'alias batch', secret: 'EMAIL',
  run: (target, { ask }) => signBySign(target, async (known) => {
    const signs = [...target.alphabet]
    const query = `query Robot(${signs.map((_, index) => `$f${index}: UserFilter`).join(', ')}) { ${signs.map((_, index) => `a${index}: users(first: 1, filter: $f${index}) { totalCount }`).join(' ')} }`
    const { data } = await ask(query, Object.fromEntries(signs.map((sign, index) => [`f${index}`, like(target, `${known}${sign}`)])))
    return oddOneOut(signs.map((_, index) => JSON.stringify(atPath(data, `a${index}`) ?? null)))
  }),
}

/** Never asks for the row itself, only how many rows are left without it. */
const differencing: Robot = {
  name: 'differencing totals', secret: 'EMAIL',
  run: (target, { ask }) => signBySign(target, async (known) => {
    const rest = (sign: string): object => ({ not: { and: [{ id: { eq: target.userId } }, { email: { startsWith: `${known}${sign}` } }] } })
    const answers: string[] = []
    for (const sign of target.alphabet) answers.push(bytesOf(await ask('query Robot($f: UserFilter) { users(first: 1, filter: $f) { totalCount } }', { f: rest(sign) })))
    return oddOneOut(answers)
  }),
}

/** Halves a list of known addresses until one is left. */
async function halve(candidates: readonly string[], isAmong: (some: readonly string[]) => Promise<boolean>): Promise<string> {
  if (candidates.length === 1) return candidates[0] ?? ''
  const half = candidates.slice(0, Math.ceil(candidates.length / 2))
  const rest = candidates.slice(half.length)
  const [inHalf, inRest] = [await isAmong(half), await isAmong(rest)]
  if (inHalf === inRest) return ''
  return halve(inHalf ? half : rest, isAmong)
}

const lookup: Robot = {
  name: 'lookup', secret: 'EMAIL',
  run: ({ dictionary }, { ask }) => halve(dictionary, async (some) => {
    for (let from = 0; from < some.length; from += 20) {
      const { data } = await ask(COUNT, { f: { email: { in: some.slice(from, from + 20) } } })
      if (listAt(data, 'users', 'nodes').length > 0) return true
    }
    return false
  }),
}

/** Never fetches a file, only looks how many rows it would have. */
const fileLength: Robot = {
  name: 'length of a file', secret: 'EMAIL', isReal: true,
  run: ({ dictionary }, { ask }) => halve(dictionary, async (some) => {
    const { data } = await ask('mutation Robot($query: String!, $variables: JSON) { exportCreate(query: $query, variables: $variables) { id } }', {
      query: 'query ($f: UserFilter) { users(filter: $f) { nodes { id } } }', variables: { f: { email: { in: some } } },
    })
    const id = atPath(data, 'exportCreate', 'id')
    for (let looks = 0; typeof id === 'string' && looks < MOST_LOOKS; looks++) {
      const answer = await ask('query Robot($id: ID!) { export(id: $id) { status rows } }', { id })
      if (!['QUEUED', 'RUNNING'].includes(String(atPath(answer.data, 'export', 'status')))) return Number(atPath(answer.data, 'export', 'rows')) > 0
      await sleep(PAUSE_MS)
    }
    return false
  }),
}

/** Makes an own value equal to a guess and looks for equal pseudonyms. */
const chosenPseudonym: Robot = {
  name: 'chosen pseudonym', secret: 'EMAIL',
  async run({ dictionary, personId, ownPersonId }, { ask, renameSelf }) {
    const emailOf = async (id: string): Promise<unknown> => atPath((await ask('query Robot($id: ID!) { person(id: $id) { contactEmail } }', { id }, 'ANALYST')).data, 'person', 'contactEmail')
    const wanted = await emailOf(personId)
    if (typeof wanted !== 'string') return ''
    for (const guess of dictionary) {
      await renameSelf(guess)
      if (await emailOf(ownPersonId) === wanted) return guess
    }
    return ''
  },
}

/** Takes the page that begins at somebody else's cursor. */
const replay: Robot = {
  name: 'replay of a cursor', secret: 'EMAIL',
  async run({ userId }, { ask, found }) {
    const { data } = await ask('query Robot($after: String) { users(first: 1, after: $after) { nodes { id email } } }', { after: await found() })
    const [node] = listAt(data, 'users', 'nodes')
    const email = atPath(node, 'email')
    return atPath(node, 'id') === userId && typeof email === 'string' ? email : ''
  },
}

/** Asks for the page info of a page that is all it wants to know, and compares cursors. */
const cursor: Robot = {
  name: 'cursor', secret: 'EMAIL',
  run: (target, { ask }: Hands) => signBySign(target, async (known) => {
    const answers: string[] = []
    for (const sign of target.alphabet) {
      const { data, codes } = await ask('query Robot($f: UserFilter) { users(first: 1, filter: $f) { pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }', { f: like(target, `${known}${sign}`) })
      // cursors of other filters are other bytes; whether there is one tells enough
      answers.push(`${codes.join()} ${atPath(data, 'users', 'pageInfo', 'startCursor') === null}`)
    }
    return oddOneOut(answers)
  }),
}

/** Robots that are after a text. */
export const TEXT_ROBOTS: readonly Robot[] = [prefix, aliasBatch, cursor, differencing, lookup, fileLength, chosenPseudonym, replay]
