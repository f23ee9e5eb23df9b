// Rows that a model predicts after a transformer was fitted to them anew: the model learned from rows of another fit.
import type { TransformerKind } from "../../../knowledge/transformers";
import { groupBy } from "../../../util/groupBy";
import type { Trace } from "./trace";
import { shareRoots, type Data, type Fit, type ModelUse } from "./values";

/** A fit to rows that `use` predicts, in place of the one by which the model's training rows were transformed. */
export interface Refit {
  readonly fit: Fit;
  readonly use: ModelUse;
  readonly learned: Fit;
}

/** What gives the same value another number after each fit. Labels and gaps may well come out alike. */
const shifting: ReadonlySet<TransformerKind> = new Set<TransformerKind>(["scaler", "encoder", "selector", "projection", "vectoriser"]);

/** Rows of their own that are fitted anew, where the trace shows what the model learned from before. */
export function* refits({ modelFits, modelPredictions, modelScores }: Trace): Iterable<Refit> {
  const fitsOf = groupBy(modelFits, ({ object }) => object);
  for (const use of [...modelPredictions, ...modelScores]) {
    const trained = fitsOf.get(use.object)?.findLast(({ order }) => order < use.order);
    if (!trained) continue;
    for (const fit of use.data.fits) {
      const learned = shifting.has(fit.transformer.kind) ? counterpart(fit, trained.data, use.data) : undefined;
      if (learned) yield { fit, use, learned };
    }
  }
}

/** The training rows' fit of the same class; none where the predicted rows went through one of the training rows' fits as well, or come from the same rows. */
function counterpart({ className, data }: Fit, trained: Data, predicted: Data): Fit | undefined {
  const learned = [...trained.fits].filter((one) => one.className === className);
  return learned.some((one) => predicted.fits.has(one) || shareRoots(one.data, data)) ? undefined : learned[0];
}
