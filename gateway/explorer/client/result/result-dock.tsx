import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import type { Example, ExplorerPersona } from '../../wire.ts'
import type { Answer } from '../fetcher-as.ts'
import type { Asker } from '../graph/ask-graph.ts'
import { PlanView } from '../plan/plan-view.tsx'
import { AnswerNotes } from '../privacy/answer-notes.tsx'
import { PrivacyView } from '../privacy/privacy-view.tsx'
import { ViewAs } from '../privacy/view-as.tsx'
import { readLists } from '../table/read-lists.ts'
import { TableView } from '../table/table-view.tsx'
import { useAnswerOfTab } from '../use-answer-of-tab.ts'
import { Provenance } from './provenance.tsx'
import { Strip } from './strip.tsx'
import type { View } from './views.ts'

/** What the part below the answer needs to know. */
export interface ResultDockProps {
  readonly latest: Answer | undefined
  readonly asker: Asker
  readonly persona: ExplorerPersona
  readonly personas: readonly ExplorerPersona[]
  /** Lists open tickets, to choose one from; raw values for SUPPORT need one. */
  readonly tickets: Example | undefined
  onChoose(persona: string): void
}

// fetched when somebody looks: the writers of files alone are as large as the rest of our own scripts
const ChartView = lazy(() => import('../chart/chart-view.tsx').then(({ ChartView: view }) => ({ default: view })))
const ExportView = lazy(() => import('../export/export-view.tsx').then(({ ExportView: view }) => ({ default: view })))

const NOT_YET = 'Run the query to see its answer here.'

/** The answer, looked at in one of several ways, with what it says about itself. */
export const ResultDock = ({ latest, asker, persona, personas, tickets, onChoose }: ResultDockProps) => {
  const answer = useAnswerOfTab(latest)
  const [view, setView] = useState<View>('answer')
  const [isWide, setIsWide] = useState(false)
  const lists = useMemo(() => (answer ? readLists(answer) : []), [answer])
  useEffect(() => {
    document.body.classList.toggle('veil-whole-width', isWide)
  }, [isWide])
  const body = () => {
    if (view === 'viewAs') return <ViewAs asker={asker} persona={persona} personas={personas} onChoose={onChoose} />
    if (!answer) return <p className="veil-empty">{NOT_YET}</p>
    if (view === 'table') return <TableView lists={lists} fields={answer.fields} />
    if (view === 'chart') return <ChartView lists={lists} />
    if (view === 'privacy') return <PrivacyView answer={answer} persona={persona} personas={personas} tickets={tickets} onChoose={onChoose} />
    return view === 'plan' ? <PlanView answer={answer} /> : <ExportView answer={answer} lists={lists} />
  }
  return (
    <>
      <Strip
        view={view} isWide={isWide} onView={setView} onWide={setIsWide}
        counts={{ privacy: (answer?.fields.length ?? 0) + (answer?.refusals.length ?? 0) }}
      />
      <section className="veil-dock" data-view={view} aria-label="The answer in another form">
        {view === 'answer' ? answer && <AnswerNotes answer={answer} onMore={() => setView('privacy')} /> : <Suspense fallback={<p className="veil-empty">Loading …</p>}>{body()}</Suspense>}
      </section>
      {answer && <Provenance answer={answer} asker={asker} />}
    </>
  )
}
