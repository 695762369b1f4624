import type { SeedProgress } from './seed.ts'

const WIDTH = 30

/** One line: a bar, how much, what is being written, rows and seconds so far. */
export function progressLine({ done, total, label, rows }: SeedProgress, seconds: number): string {
  const full = Math.round((done / total) * WIDTH)
  const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full)
  return `${bar} ${String(Math.round((done / total) * 100)).padStart(3)} %  ${rows.toLocaleString('en')} rows  ${seconds.toFixed(0)} s  ${label}`
}

/** Draws the line over itself on a terminal; elsewhere only every tenth part, a line each. */
export function drawProgress(out: NodeJS.WriteStream): (progress: SeedProgress) => void {
  const start = performance.now()
  let shown = -1
  return (progress) => {
    const line = progressLine(progress, (performance.now() - start) / 1000)
    if (out.isTTY) {
      out.write(`\r\u001b[K${line.slice(0, out.columns - 1)}${progress.done === progress.total ? '\n' : ''}`)
      return
    }
    const tenth = Math.floor((progress.done / progress.total) * 10)
    if (tenth > shown) out.write(`${line}\n`)
    shown = tenth
  }
}
