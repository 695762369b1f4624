import type { Proved } from './run-proofs.ts'

const MOST_FAULTS = 20

/** The table for people: a line a proof, its figures below it, and below those what is wrong. */
export function report(results: readonly Proved[], { seed, isLong }: { readonly seed: number; readonly isLong: boolean }): string {
  const faults = results.reduce((sum, result) => sum + result.faults.length, 0)
  return [
    `seed ${seed}, ${isLong ? 'long' : 'short'} profile; again with --seed ${seed}`,
    ...results.flatMap(lines),
    `${results.length} proofs, ${faults} faults`,
    '',
  ].join('\n')
}

function lines({ proof, figures, faults, seconds }: Proved): readonly string[] {
  return [
    `${faults.length === 0 ? 'holds ' : 'BROKEN'}  ${proof.name.padEnd(14)} ${proof.claim} (${seconds.toFixed(1)} s)`,
    ...figures.map(([label, value]) => `          ${label}: ${typeof value === 'number' ? value.toLocaleString('en') : value}`),
    ...faults.slice(0, MOST_FAULTS).map((fault) => `        ! ${fault}`),
    ...(faults.length > MOST_FAULTS ? [`        ! and ${faults.length - MOST_FAULTS} more`] : []),
  ]
}
