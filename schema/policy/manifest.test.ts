import { describe, expect, it } from 'vitest'
import { NOTHING } from './decision.ts'
import { boundOtherwise, BOUND_RELATIONS, boundText, manifestIn, readShown, shownText, type Shown } from './manifest.ts'

const masked = { ...NOTHING, mask: 'ALL' } as const
const own = { ...NOTHING, reveal: ['SELF', ['MEMBER', 'NOT_PERSONAL']], mask: 'ALL', unlogged: ['SELF'] } as const
const shown: readonly Shown[] = [
  { path: 'nodes.email', coordinate: 'User.email', decision: own },
  { path: 'nodes.mail', coordinate: 'User.email', decision: own },
  { path: 'nodes.ip', coordinate: 'User.lastIp', decision: masked },
]

describe('what was shown', () => {
  it('can be read back', () => {
    expect(readShown(shownText(shown))).toEqual([...shown].sort((a, b) => (a.path < b.path ? -1 : 1)))
  })

  it('is the same text in whatever order it was found, and however often', () => {
    const [email, mail, ip] = shown
    if (!email || !mail || !ip) throw new Error('nothing shown')
    expect(shownText([email, email, mail, ip])).toBe(shownText([email, mail, ip]))
    expect(shownText([email, mail])).not.toBe(shownText([email, ip]))
  })

  it('names each decision once', () => {
    expect(shownText(shown).split('NOT_PERSONAL')).toHaveLength(2)
  })

  it.each(['', 'null', '{}', '[]', '[[],[1]]', '[["x"],["a B.c 0"]]', '[["[]"],["a B.c 0"]]', '[["[\\"ALL\\",\\"ALL\\",[],\\"REVEAL\\",\\"REDACT\\",[],[]]"],["a B.c 0"]]'])(
    'is nothing where the text is another: %s', text => expect(readShown(text)).toBeUndefined())

  it('is nothing where a place names a decision that is not there', () => {
    expect(readShown('[[],["a B.c 0"]]')).toEqual([])
  })
})

describe('the rows that relations were bound to', () => {
  const rows = (orgs: readonly string[]) => boundText(() => ({ orgs, workspaces: [] }))

  it('are the same in whatever order', () => {
    expect(rows(['a', 'b'])).toBe(rows(['b', 'a']))
    expect(boundOtherwise(rows(['a', 'b']), rows(['b', 'a'])).size).toBe(0)
  })

  it('differ by relation', () => {
    const other = boundText((relation) => ({ orgs: relation === 'MEMBER' ? ['x'] : ['a'], workspaces: [] }))
    expect([...boundOtherwise(rows(['a']), other)]).toEqual(['MEMBER'])
  })

  it('tell an organization from a workspace, and a person from a user', () => {
    const forms = [{ orgs: ['a'], workspaces: [] }, { orgs: [], workspaces: ['a'] }, { personId: 'a', orgs: [], workspaces: [] }, { userId: 'a', orgs: [], workspaces: [] }, { entity: { type: 'T', id: 'a' }, orgs: [], workspaces: [] }]
    expect(new Set(forms.map((form) => boundText(() => form))).size).toBe(forms.length)
  })

  it('hold no id', () => {
    expect(rows(['0190a000-0000-7000-8000-000000000001'])).not.toContain('0190a000')
  })

  it.each(['', 'null', '{}', '[]', '{"SELF":1}'])('are all different where the text is another: %s', (text) => {
    expect(boundOtherwise(text, rows([])).size).toBe(BOUND_RELATIONS.length)
  })
})

describe('the manifest beside an answer', () => {
  it('is found', () => {
    const manifest = { shown: { users: [shownText(shown)] }, bound: '{}' }
    expect(manifestIn({ veil: { manifest } })).toBe(manifest)
  })

  it.each([undefined, {}, { veil: null }, { veil: {} }, { veil: { manifest: null } }, { veil: { manifest: [] } }, { veil: { manifest: { shown: {} } } },
    { veil: { manifest: { shown: { a: 'x' }, bound: '' } } }, { veil: { manifest: { shown: { a: [1] }, bound: '' } } }, { veil: { manifest: { shown: null, bound: '' } } }])(
    'is none in another form: %j', (extensions) => expect(manifestIn(extensions)).toBeUndefined())
})
