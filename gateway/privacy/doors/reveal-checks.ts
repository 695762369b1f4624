import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import type { Answer } from '../../e2e/harness/door.ts'
import { personLabelled } from '../person.ts'
import type { DoorCheck, DoorGround } from './door-checks.ts'

const REASON = 'a request under data protection law'

const asking = ({ world }: DoorGround, name: string, { argument, first = 2, purpose }: { readonly argument: string; readonly first?: number; readonly purpose?: string }): Promise<Answer> =>
  world.ask(`{ list: users(first: ${first}) { nodes { id email @reveal(${argument}) } } }`, { as: personLabelled(name), headers: { 'x-veil-purpose': purpose ?? personLabelled(name).purpose } })

const emails = ({ data }: Answer): readonly string[] => listAt(data, 'list', 'nodes').map((node) => String(atPath(node, 'email')))
const isRaw = (answer: Answer): boolean => emails(answer).some((email) => email.includes('@') && !email.includes('•'))
const asked = (holds: boolean, what: string): readonly string[] => (holds ? [] : [what])

/** Raw values for a reason: only with one, only for the purposes of the token and the role, and never without the right. */
export const revealsNeedAReason: DoorCheck = async (ground) => {
  const faults: string[] = []
  const good = await asking(ground, 'privacy-officer', { argument: `reason: "${REASON}", purpose: LEGAL` })
  faults.push(...asked(isRaw(good), `a privacy officer with a reason is shown ${good.text.slice(0, 200)}`))
  const bad: readonly (readonly [string, string, string])[] = [
    ['privacy-officer', 'reason: "short", purpose: LEGAL', 'a reason that says nothing'],
    ['privacy-officer', 'reason: "zoe.angstrom@example.com asked for it", purpose: LEGAL', 'a reason with an address in it'],
    ['privacy-officer', `reason: "${REASON}", purpose: MARKETING`, 'a purpose that the token does not list'],
    ['support-lead', `reason: "${REASON}", purpose: SUPPORT`, 'no ticket'],
    ['support-lead', `reason: "${REASON}", purpose: SUPPORT, ticket: "00000000-0000-7000-8000-000000000000"`, 'a ticket that there is not'],
    ['support', `reason: "${REASON}", purpose: SUPPORT`, 'the clearance of support'],
    ['auditor', `reason: "${REASON}", purpose: AUDIT`, 'the clearance of an auditor'],
    ['analyst', `reason: "${REASON}", purpose: ANALYTICS`, 'the clearance of an analyst'],
    ['billing-admin', `reason: "${REASON}", purpose: BILLING`, 'the clearance of a billing admin'],
  ]
  for (const [name, argument, what] of bad) {
    const answer = await asking(ground, name, { argument })
    // their own address they may see anyway
    const others = listAt(answer.data, 'list', 'nodes').filter((node) => atPath(node, 'id') !== personLabelled(name).userId)
    faults.push(...asked(!others.some((node) => /@(?!•)/.test(String(atPath(node, 'email')))), `raw values with ${what}: ${answer.text.slice(0, 200)}`))
  }
  for (const [argument, code] of [['reason: "short", purpose: LEGAL', 'REASON_REQUIRED'], ['reason: "zoe.angstrom@example.com asked for it", purpose: LEGAL', 'REASON_HAS_PII']] as const) {
    const { codes } = await asking(ground, 'privacy-officer', { argument })
    faults.push(...asked(codes.includes(code), `${argument} is answered with ${codes.join() || 'data'} and not with ${code}`))
  }
  return faults
}

const HOURLY_SUBJECTS = 100
const PAGE = 20

/** The budget is taken by what is asked, before anything is read, and it ends. */
export const revealsArePaid: DoorCheck = async (ground) => {
  const { database } = ground
  await database.query('delete from gateway.budgets')
  const answers: Answer[] = []
  for (let time = 0; time <= HOURLY_SUBJECTS / PAGE; time++) answers.push(await asking(ground, 'privacy-officer', { argument: `reason: "${REASON}", purpose: LEGAL`, first: PAGE }))
  await database.query('delete from gateway.budgets')
  const wide = await asking(ground, 'privacy-officer', { argument: `reason: "${REASON}", purpose: LEGAL`, first: PAGE + 1 })
  return [
    ...asked(answers.slice(0, -1).every(isRaw), 'a reveal within the budget is refused'),
    ...asked(answers.at(-1)?.codes.includes('BUDGET_EXCEEDED') === true, `the reveal after the budget is answered: ${answers.at(-1)?.text.slice(0, 100) ?? ''}`),
    ...asked(wide.codes.length > 0 && !isRaw(wide), 'a page of more than twenty is revealed'),
  ]
}

/** What was revealed stands in the log of the module before the answer is sent. */
export const revealsAreLogged: DoorCheck = async (ground) => {
  const { database } = ground
  const count = async (): Promise<number> => {
    const { rows: [row] } = await database.query<{ count: number }>(`select count(*)::integer as count from identity.audit_log where event_type = 'access.revealed'`)
    return row?.count ?? 0
  }
  const before = await count()
  const answer = await asking(ground, 'privacy-officer', { argument: `reason: "${REASON}", purpose: LEGAL` })
  const rows = await count() - before
  return asked(isRaw(answer) && rows === emails(answer).length, `${emails(answer).length} people were shown and ${rows} rows were written`)
}
