import { describe, expect, it } from 'vitest'
import { portraitOf } from '../../../../renderer/panels/inspector/portrait.ts'

const hull = { heading_deg: 42, heading_known: 1, length_m: 152, beam_m: 21 } as const

describe('the portrait of a hull', () => {
  it('lays the bow to the left with a little room at both ends', () => {
    const { upDeg, widthM, caption } = portraitOf(hull)
    // Left of a top that bears 132° is 42°.
    expect(upDeg).toBe(132)
    expect(widthM).toBeGreaterThan(152)
    expect(widthM).toBeLessThan(200)
    expect(caption).toBe('bow left')
  })

  it('does not say where the bow is when nobody knows', () => {
    expect(portraitOf({ ...hull, heading_known: 0 }).caption).toBe('bow unclear')
    expect(portraitOf({ ...hull, heading_deg: null })).toMatchObject({ upDeg: 0, caption: 'north up' })
  })

  it('shows the water around a small boat and all of a broad dock', () => {
    expect(portraitOf({ ...hull, length_m: 9, beam_m: 3 }).widthM).toBe(60)
    expect(portraitOf({ ...hull, length_m: 60, beam_m: 60 }).widthM * 0.34).toBeGreaterThan(60)
  })
})
