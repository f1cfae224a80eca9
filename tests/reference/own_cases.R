# Made own_cases.sna.json: Rscript own_cases.R > own_cases.sna.json. Random matrices by seed, and what R's sna makes of them.
suppressPackageStartupMessages(library(sna))
cells <- function(m) paste0("[", paste(apply(m, 1, function(r) paste0("[", paste(format(r, digits = 17, trim = TRUE), collapse = ","), "]")), collapse = ","), "]")
vec <- function(v) paste0("[", paste(format(as.numeric(v), digits = 17, trim = TRUE), collapse = ","), "]")
num <- function(v) format(as.numeric(v), digits = 17, trim = TRUE)
out <- c()
make <- function(seed, n, directed) {
  set.seed(seed)
  draw <- function() {
    m <- round(matrix(rnorm(n * n), n) + rnorm(n) + rep(rnorm(n), each = n), 3)
    if (!directed) m[upper.tri(m)] <- t(m)[upper.tri(m)]
    diag(m) <- 0
    m
  }
  z <- draw(); x <- round(0.6 * z + 0.8 * draw(), 3); y <- round(0.3 * x + 0.4 * z + draw(), 3)
  if (!directed) { x[upper.tri(x)] <- t(x)[upper.tri(x)]; y[upper.tri(y)] <- t(y)[upper.tri(y)] }
  ties <- 1 * (y > quantile(y, 0.7)); diag(ties) <- 0
  other <- 1 * (z > quantile(z, 0.7)); diag(other) <- 0
  list(x = x, z = z, y = y, ties = ties, other = other)
}
reps <- 2000
for (case in list(list(11, 10, TRUE), list(12, 14, FALSE), list(13, 12, TRUE))) {
  m <- make(case[[1]], case[[2]], case[[3]]); n <- case[[2]]
  mode <- if (case[[3]]) "digraph" else "graph"
  preds <- array(0, c(2, n, n)); preds[1, , ] <- m$x; preds[2, , ] <- m$z
  set.seed(100 + case[[1]])
  lin <- netlm(m$y, preds, mode = mode, nullhyp = "qapspp", test.statistic = "t-value", reps = reps)
  log <- netlogit(m$ties, preds, mode = mode, nullhyp = "qapspp", test.statistic = "z-value", reps = reps)
  r <- gcor(m$ties, m$other, mode = mode)
  q <- qaptest(list(m$ties, m$other), gcor, g1 = 1, g2 = 2, mode = mode, reps = reps)
  cug <- if (case[[3]]) {
    cug.test(m$ties, grecip, mode = mode, cmode = "edges", reps = reps, FUN.args = list(measure = "edgewise"))
  } else {
    cug.test(m$ties, gtrans, mode = mode, cmode = "edges", reps = reps, FUN.args = list(mode = mode))
  }
  kept <- m$y[if (case[[3]]) row(m$y) != col(m$y) else lower.tri(m$y)]
  ss <- 1 - sum(lin$residuals^2) / sum((kept - mean(kept))^2)
  out <- c(out, paste0('{"seed":', case[[1]], ',"n":', n, ',"directed":', tolower(case[[3]]),
    ',"x":', cells(m$x), ',"z":', cells(m$z), ',"y":', cells(m$y), ',"ties":', cells(m$ties), ',"other":', cells(m$other),
    ',"netlm":{"coefficients":', vec(lin$coefficients), ',"t":', vec(lin$tstat), ',"p":', vec(lin$pgreqabs), ',"r_squared":', num(ss), '}',
    ',"netlogit":{"coefficients":', vec(log$coefficients), ',"z":', vec(log$tstat), ',"p":', vec(log$pgreqabs), ',"deviance":', num(log$deviance), ',"null_deviance":', num(log$null.deviance), '}',
    ',"qaptest":{"r":', num(r), ',"above":', num(q$pgreq), ',"below":', num(q$pleeq), '}',
    ',"cug":{"value":', num(cug$obs.stat), ',"above":', num(cug$pgteobs), ',"below":', num(cug$plteobs), '}}'))
}
cat(paste0('{"made_by":"', R.version.string, ', sna ', packageVersion("sna"), '","reps":', reps, ',"cases":[', paste(out, collapse = ",\n"), "]}\n"))
