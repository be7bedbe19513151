"use client"
import { useEffect, useId, useRef, useState } from "react"
import type { Link } from "../payment.ts"
import { loadFrameMaker } from "../frame-maker.ts"
import { wordsIn, type Language, type Words } from "../words/index.ts"
import { style } from "./style.ts"

/** What `PayByFrame` needs: the link. */
export interface PayByFrameProps {
  /** The link of a `PAYPAGE` payment. */
  link: Link
  language?: Language
  words?: Partial<Words>
  /**
   * Where PayBy's script for frames is; PayBy's own address unless something stands for it. It has to
   * be allowed by the page's content security policy, as has the frame itself.
   */
  script?: string
}

/**
 * PayBy's page within the shop's. PayBy's own script makes the frame; where it cannot be loaded, the
 * shopper gets a link to the same page instead.
 */
export function PayByFrame({ link, language = "en", script, ...props }: PayByFrameProps) {
  const words = wordsIn(language, props.words)
  const id = useId().replace(/\W/g, "")
  const box = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let gone = false
    const holder = box.current
    setFailed(false)
    loadFrameMaker(script).then(
      (maker) => {
        if (gone) return
        maker.createIframe({
          id: `payby-${id}`,
          lang: language,
          tokenUrl: link.url,
          error: () => setFailed(true),
        })
        // PayBy's script gives the frame no name, and screen readers ask for one.
        holder?.querySelector("iframe")?.setAttribute("title", words.frameName)
      },
      () => {
        if (!gone) setFailed(true)
      },
    )
    return () => {
      gone = true
      holder?.replaceChildren()
    }
  }, [link.url, language, script, id, words.frameName])
  return (
    <div lang={language} dir={words.direction} style={style.panel}>
      <div id={`payby-${id}`} ref={box} style={failed ? { display: "none" } : style.frame} />
      {failed && (
        <a href={link.url} style={style.button}>
          {words.openPage}
        </a>
      )}
    </div>
  )
}
