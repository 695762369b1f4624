import { parseArgs } from 'node:util'
import { withModuleStore } from '../engine/with-module-store.ts'
import type { ModuleStore } from '../engine/module-store.ts'
import { chainHead } from './chain/read-chain.ts'
import { verifyChain } from './chain/verify-chain.ts'

const EXPLAINED = { HASH: 'is not what was written', LINK: 'does not follow the row before it', GAP: 'is missing, and no archive has it' } as const

/** `npm run audit:verify -- [--brand <id>] [--from <n>] [--to <n>]`: checks the chains of all brands, and ends with 1 where one is broken. */
async function main(): Promise<void> {
  const { values: { brand, from = '1', to } } = parseArgs({ options: { brand: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } } })
  await withModuleStore('audit', async ({ store, brands }) => {
    if (brands.length === 0) say('no brands, so nothing to check')
    for (const brandId of brand === undefined ? brands : [brand]) await tell(store, { brandId, from: BigInt(from), to: to === undefined ? undefined : BigInt(to) })
  })
}

async function tell(store: ModuleStore, { brandId, from, to }: { readonly brandId: string; readonly from: bigint; readonly to: bigint | undefined }): Promise<void> {
  const part = { brandId, from, to: to ?? await chainHead(store, brandId) }
  const { ok, checked, gapsCovered, brokenAtSeq, reason } = await verifyChain(store, part)
  const what = `brand ${brandId}  rows ${checked}  ${part.from} to ${part.to}  gaps covered by archives ${gapsCovered}`
  if (ok) return say(`ok      ${what}`)
  process.exitCode = 1
  say(`BROKEN  ${what}\n        brand ${brandId}, chain_seq ${brokenAtSeq}: the row ${reason === null ? '' : EXPLAINED[reason]} (${reason})`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The chains could not be checked.'}\n`)
  process.exitCode = 2
})
