-- Adds the sampled shingles of texts that had none (`sampled`: id, shingle).
INSERT INTO bridge_shingle SELECT id, shingle FROM sampled;
