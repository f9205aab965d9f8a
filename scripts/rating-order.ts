// Sets the order of our exposure beside the ratings of dependency in an article: `npm run rating-order`. Fits nothing.
import { join } from "node:path";

import { ratingLines, ratingOrders } from "../src/evals/rating-order.ts";
import { packageRoot } from "../src/home.ts";

const file = join(packageRoot(), "evals", "reference", "us-dependency-ratings.yaml");
const lines = ratingOrders(file, 1).flatMap(ratingLines);
process.stdout.write(`${lines.join("\n")}\n`);
