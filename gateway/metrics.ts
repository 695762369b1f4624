/** Counts since the start of the process, by the name and labels under which they are published. */
export interface Counter {
  add(labels?: Readonly<Record<string, string>>): void
  /** Of all labels together. */
  total(): number
}

interface Registered {
  readonly help: string
  readonly values: Map<string, number>
}

const registered = new Map<string, Registered>()

const LABEL = /^[A-Za-z0-9_.:-]{1,100}$/

// Labels are names of the schema; anything else could be a value.
const labelText = (labels: Readonly<Record<string, string>>): string => Object.entries(labels)
  .map(([name, value]) => `${name}="${LABEL.test(value) ? value : 'other'}"`).join(',')

/** Registers a counter, or finds the one of this name. */
export const counter = (name: string, help: string): Counter => {
  const { values } = registered.get(name) ?? { values: new Map<string, number>() }
  registered.set(name, { help, values })
  return {
    add(labels = {}) {
      const text = labelText(labels)
      values.set(text, (values.get(text) ?? 0) + 1)
    },
    total: () => [...values.values()].reduce((sum, value) => sum + value, 0),
  }
}

/** All counters in the text format of Prometheus. */
export const metricsText = (): string => [...registered].map(([name, { help, values }]) => {
  const lines = values.size === 0 ? [`${name} 0`] : [...values].map(([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${value}`)
  return `# HELP ${name} ${help}\n# TYPE ${name} counter\n${lines.join('\n')}\n`
}).join('')
