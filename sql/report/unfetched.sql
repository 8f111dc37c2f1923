-- What this run asked for and did not get: why, how often, the status that was answered, an address.
SELECT if(outcome = 'put_off', outcome, reason) AS why, status, count(*) AS captures, min(requested) AS address
FROM ops.capture WHERE run_id = $run_id AND outcome IN ('refused', 'failed', 'put_off') AND reason IS DISTINCT FROM 'waits'
GROUP BY ALL ORDER BY captures DESC, why, status LIMIT 60
