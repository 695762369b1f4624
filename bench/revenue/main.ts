import { issueDevelopmentToken } from '../../gateway/authenticate/development-token.ts'
import { startEmbedded } from '../arms/start-embedded.ts'
import { startLoad } from '../load/start-load.ts'
import { prepareBench } from '../prepare-bench.ts'
import type { PreparedBench } from '../prepare-bench.ts'
import { formatTable } from '../report/format-table.ts'
import { roleUrlName } from '../../prisma/database/connection.ts'
import type { ConnectionFor } from '../../prisma/database/connection.ts'
import type { TenantStatement } from '../../prisma/database/tenant-statement.ts'
import { personas } from '../../prisma/seed/personas.ts'
import type { Persona } from '../../prisma/seed/personas.ts'
import { captureStatements } from './capture-statements.ts'
import { explainStatement } from './explain-statement.ts'
import { readRevenueOptions, REVENUE_USAGE } from './revenue-options.ts'
import type { RevenueOptions } from './revenue-options.ts'
import { REVENUE_ASKERS, REVENUE_QUESTIONS } from './revenue-question.ts'
import type { RevenueQuestion } from './revenue-question.ts'

/** `node gateway/prepare.mjs bench/revenue/main.ts --scale 20`: how long questions about revenue take, one after the other, and the SQL that they run. */

interface Case extends RevenueQuestion {
  readonly persona: Persona
}

interface Timing {
  readonly medianMs: number
  readonly p99Ms: number
  readonly answers: number
}

const cases: readonly Case[] = REVENUE_QUESTIONS.flatMap((question) => REVENUE_ASKERS.map((name) => ({ ...question, persona: personaNamed(name) })))

async function main(): Promise<void> {
  const options = readRevenueOptions(process.argv.slice(2))
  if (options.isHelp) return void process.stdout.write(`${REVENUE_USAGE}\n`)
  const prepared = await prepareBench(options.scale)
  try {
    // before the timing, which spends the budgets of the askers
    const captured = await capture(prepared)
    const timings = await timeCases(prepared, options)
    process.stdout.write(`scale ${options.scale}, one request after the other, ${options.seconds} s each; milliseconds from sending to the last byte\n`)
    process.stdout.write(`${formatTable(['question', 'asker', 'p50 ms', 'p99 ms', 'requests'], cases.map((each, index) => cells(each, timings[index])))}\n\n`)
    await explainAll(prepared, captured)
  } finally {
    prepared.release()
  }
}

function cells({ name, persona }: Case, timing: Timing | undefined): readonly string[] {
  return [name, persona.name, timing?.medianMs.toFixed(1) ?? '', timing?.p99Ms.toFixed(1) ?? '', String(timing?.answers ?? '')]
}

async function timeCases({ armOptions }: PreparedBench, { seconds }: RevenueOptions): Promise<readonly Timing[]> {
  const arm = await startEmbedded(armOptions)
  const load = startLoad()
  const timings: Timing[] = []
  try {
    for (const { query, persona } of cases) {
      const headers = { authorization: `Bearer ${await issueDevelopmentToken(armOptions.envelopeKeys, persona)}` }
      const requests = [{ path: '/graphql', headers, body: JSON.stringify({ query }) }]
      await load.run({ origin: arm.origin, requests, concurrency: 1, seconds: 1 })
      const { median, p99, answers, failures } = await load.run({ origin: arm.origin, requests, concurrency: 1, seconds })
      if (failures > 0) throw new Error(`${failures} of ${answers} answers were no data.`)
      timings.push({ medianMs: median, p99Ms: p99, answers })
    }
    return timings
  } finally {
    load.stop()
    await arm.stop()
  }
}

const connectionOf = ({ armOptions: { environment } }: PreparedBench): ConnectionFor => (role) => environment[role === 'migration' ? 'DATABASE_URL' : roleUrlName(role)] ?? ''

function capture(prepared: PreparedBench): Promise<readonly (readonly TenantStatement[])[]> {
  return captureStatements(connectionOf(prepared), 'billing', cases.map(({ query, persona }) => ({ query, as: persona.name })))
}

async function explainAll(prepared: PreparedBench, captured: readonly (readonly TenantStatement[])[]): Promise<void> {
  const connectionString = connectionOf(prepared)('vg_billing')
  for (const [index, { name, title, persona }] of cases.entries()) {
    for (const statement of captured[index] ?? []) {
      const plan = await explainStatement(connectionString, persona.brandId, statement)
      process.stdout.write(`${name}, as ${persona.name}: ${title}\n\n${statement.text}\n\n${plan.join('\n')}\n\n`)
    }
  }
}

function personaNamed(name: string): Persona {
  const persona = personas.find((candidate) => candidate.name === name)
  if (!persona) throw new Error(`The demo data has no persona ${name}.`)
  return persona
}

await main().catch((failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? failure.message : 'The benchmark failed.'}\n`)
  process.exit(1)
})
